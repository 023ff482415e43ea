package espy.probe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.probe.SnapshotFile.BadSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Whatever a file holds: it is read or refused with a sentence. */
final class SnapshotFuzzTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

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

    /** Stand-ins can be put into anything, line by line. */
    @FuzzTest(maxDuration = "15s")
    void anyMask(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        var answers = Stream.of("P01", "P04.sas", "P09.route", "P13.files", "P20")
                .map(id -> new Answer(id, text, AT, Duration.ZERO, Answer.Outcome.DONE, 0, false, text, text))
                .toList();
        var masked = Mask.of(Snapshot.of("gw", new Look(Access.ROOT, "root", AT, answers), false));
        check(masked.answers().size() == answers.size(), "an answer is lost");
        check(
                masked.answers().stream()
                        .allMatch(a -> a.out().lines().count() == text.lines().count()),
                "a line is lost");
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
