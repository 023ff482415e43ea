package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two preferences among others. */
final class PreferencesTest {
    private static final String DECODE = "esp.enable_encryption_decode: TRUE";
    private static final String CHECK = "esp.enable_authentication_check: TRUE";

    @Test
    void anEmptyFileGetsBoth() throws IOException {
        assertThat(Preferences.turnOn("").text().lines()).containsExactlyInAnyOrder(DECODE, CHECK);
    }

    @Test
    void whatIsOnStaysAsItIs() throws IOException {
        String text = "esp.enable_authentication_check:true\r\nesp.enable_encryption_decode:  TRUE\n";
        var changed = Preferences.turnOn(text);
        assertThat(changed.text()).isEqualTo(text);
        assertThat(changed.before()).isEmpty();
    }

    @Test
    void theLastLineOfANameCountsAndKeepsItsPlace() throws IOException {
        String text = "# a\n" + DECODE + "\n\tmore\nesp.enable_encryption_decode: FALSE\r\nx: 1\n#" + CHECK + "\n";
        var changed = Preferences.turnOn(text);
        assertThat(changed.text())
                .isEqualTo(CHECK + "\n# a\n" + DECODE + "\n\tmore\n" + DECODE + "\r\nx: 1\n#" + CHECK + "\n");
        assertThat(changed.before())
                .containsOnly(
                        Map.entry("esp.enable_encryption_decode", "=FALSE"),
                        Map.entry("esp.enable_authentication_check", ""));
        assertThat(Preferences.turnBack(changed.text(), changed.before())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "x: 1",
                "\u00ef\u00bb\u00bfx: 1\r\n",
                "esp.enable_encryption_decode: FALSE",
                "esp.enable_encryption_decode:\n",
                "esp.enable_encryption_decoder: FALSE\nesp.enable_encryption_decode : FALSE\n",
                "# Configuration file for Wireshark 4.0.17.\r\n\r\n#esp.enable_encryption_decode: FALSE\r\ncolumns: \"a\",\r\n\t\"b\"\r\n"
            })
    void everyOtherByteStaysAndTheWayBackLeadsToTheSameFile(String text) throws IOException {
        var changed = Preferences.turnOn(text);
        assertThat(changed.text())
                .containsPattern("(?m)^(\u00ef\u00bb\u00bf)?esp.enable_encryption_decode: ?TRUE\\r?$")
                .contains(CHECK);
        assertThat(Preferences.turnOn(changed.text()).text()).isEqualTo(changed.text());
        assertThat(Preferences.turnBack(changed.text(), changed.before())).isEqualTo(text);
    }

    @Test
    void whatSomebodyChangedSinceIsTheirs() throws IOException {
        var changed = Preferences.turnOn("esp.enable_encryption_decode: FALSE\n");
        String since = changed.text().replace("check: TRUE", "check: FALSE");
        assertThat(Preferences.turnBack(since, changed.before()))
                .isEqualTo("esp.enable_authentication_check: FALSE\nesp.enable_encryption_decode: FALSE\n");
    }

    /** As tshark 4.0 reads them: {@code TRUE} with a blank behind it is not true, and case does not count in names. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "esp.enable_encryption_decode: TRUE \n",
                "esp.enable_encryption_decode:  TRUE\t\r\n",
                "ESP.Enable_Encryption_Decode: FALSE",
                "esp.enable_encryption_decode: TRUE\nEsp.enable_encryption_decode: false \n"
            })
    void whatOnlyLooksOnIsTurnedOnWhereItStands(String text) throws IOException {
        var changed = Preferences.turnOn(text);
        assertThat(changed.text()).matches("(?is)" + CHECK + "\r?\n.*esp.enable_encryption_decode: +TRUE\\r?\\n?");
        assertThat(changed.text().lines()).hasSize((int) text.lines().count() + 1);
        assertThat(Preferences.turnBack(changed.text(), changed.before())).isEqualTo(text);
    }

    @Test
    void aNameInTheMiddleOfALineIsNone() throws IOException {
        String text = "gui.title: \u00c3\u0085esp.enable_encryption_decode: TRUE\n";
        assertThat(Preferences.turnOn(text).text()).contains(DECODE + "\n").endsWith(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DECODE + "\n more\n",
                DECODE + "\r\n\r\n# a\r\n\tmore\r\n",
                "esp.enable_encryption_decode:\n FALSE\n",
                "  esp.enable_encryption_decode: TRUE\n",
                "\n# a\n lost\n"
            })
    void aValueThatWouldGoOnIsRefused(String text) {
        assertThatIOException()
                .isThrownBy(() -> Preferences.turnOn(text))
                .withMessageContaining("indented line")
                .withMessageContaining("nothing was changed");
    }
}
