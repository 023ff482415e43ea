package espy.probe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import espy.probe.SnapshotFile.BadSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Whatever a file holds: it is read or refused with a sentence. */
final class SnapshotFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void anyBytes(byte[] data) throws IOException {
        readOrRefused(data);
    }

    /** The same bytes as a manifest and as an answer, so that a fuzzer need not find out how to pack them. */
    @FuzzTest(maxDuration = "15s")
    void anyManifest(byte[] data) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String name : new String[] {"manifest.json", "P20.out"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(data);
            }
        }
        readOrRefused(bytes.toByteArray());
    }

    /** What a gateway printed comes back as it was when keys are asked for, whatever it was. */
    @FuzzTest(maxDuration = "15s")
    void anyAnswer(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        if (Vault.TOKEN.matcher(text).find()) {
            return; // it looks like a fingerprint already
        }
        for (String probe : new String[] {"P06.state", "P13.files", "P20"}) {
            var filler = new Vault.Filler();
            String swept = filler.sweep(filler.mask(probe, text));
            check(filler.vault("").reveal(swept).equals(text), "not revealed as it was");
        }
    }

    private static void readOrRefused(byte[] data) throws IOException {
        try {
            var snapshot = SnapshotFile.read(new ByteArrayInputStream(data), "fuzz.zip");
            check(snapshot.gateway().codePoints().noneMatch(Character::isISOControl), "control characters");
        } catch (BadSnapshot e) {
            check(String.valueOf(e.getMessage()).startsWith("fuzz.zip "), "no sentence");
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
