package espy.wireshark;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Whatever stands in a person's files: they are refused with a reason, or every byte of them survives Espy's coming and going. */
final class TableFuzzTest {
    private static final EspRow OURS = new EspRow(
            List.of("IPv4", "192.0.2.1", "192.0.2.2", "0x12345678", "NULL", "", "HMAC-SHA-1-96 [RFC2404]", "0x0102"));

    @FuzzTest(maxDuration = "10s")
    void foreignFilesSurvive(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        try {
            check(
                    EspFile.read("esp_sa", text)
                            .with(List.of(), Set.of())
                            .text()
                            .equals(text),
                    "bytes changed for nothing");
            var merged = EspFile.read("esp_sa", text).with(List.of(OURS), Set.of());
            var again = EspFile.read("esp_sa", merged.text());
            check(again.count(merged.own()) >= merged.own().size(), "our row is not found again");
            check(
                    merged.already() > 0 || again.without(merged.own()).equals(text),
                    "not as before when our row is gone");
        } catch (IOException refused) {
            check(refused.getMessage() != null, "refused without a reason");
        }
        try {
            var changed = Preferences.turnOn(text);
            check(Preferences.turnOn(changed.text()).text().equals(changed.text()), "turned on twice");
        } catch (IOException refused) {
            check(refused.getMessage() != null, "refused without a reason");
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
