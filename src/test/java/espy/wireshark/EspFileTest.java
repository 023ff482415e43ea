package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import espy.wireshark.EspFile.Merged;
import espy.wireshark.EspRow.Mark;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Espy's rows among lines of somebody else. */
final class EspFileTest {
    private static final String FOREIGN =
            "\"IPv4\",\"198.51.100.7\",\"203.0.113.9\",\"0x00000777\",\"NULL\",\"\",\"NULL\",\"\"";

    static EspRow row(String src, String dst, int spi, String key) {
        return new EspRow(List.of(
                "IPv4",
                src,
                dst,
                "0x%08x".formatted(spi),
                "AES-CBC [RFC3602]",
                "0x" + key.repeat(16),
                "HMAC-SHA-1-96 [RFC2404]",
                "0x" + key.repeat(20)));
    }

    private static final EspRow OUT = row("192.0.2.1", "192.0.2.2", 0x1001, "aa");
    private static final EspRow IN = row("192.0.2.2", "192.0.2.1", 0x1002, "bb");
    private static final EspRow REKEYED = row("192.0.2.1", "192.0.2.2", 0x1003, "cc");

    private static Merged with(String text, List<EspRow> wanted, List<Mark> own) throws IOException {
        return EspFile.read("esp_sa", text).with(wanted, own);
    }

    @Test
    void rowsAreAppendedWithTheLineEndOfTheFile() throws IOException {
        assertThat(with("", List.of(OUT, IN), List.of()).text()).isEqualTo(OUT.line() + "\n" + IN.line() + "\n");
        var windows = with("# mine\r\n" + FOREIGN + "\r\n", List.of(OUT), List.of());
        assertThat(windows.text()).isEqualTo("# mine\r\n" + FOREIGN + "\r\n" + OUT.line() + "\r\n");
        assertThat(windows.written()).isEqualTo(1);
        assertThat(windows.notes()).isEmpty();
    }

    @Test
    void afterARekeyNewRowsStandWhereTheOldOnesStood() throws IOException {
        var first = with("# a\n", List.of(OUT, IN), List.of());
        var later = with(first.text() + "# b\n", List.of(REKEYED), first.own());
        assertThat(later.text()).isEqualTo("# a\n" + REKEYED.line() + "\n# b\n");
        assertThat(later.replaced()).isEqualTo(2);
        assertThat(with(later.text(), List.of(REKEYED), later.own()).text()).isEqualTo(later.text());
    }

    @Test
    void rowsOfAnotherGatewayStay() throws IOException {
        var first = with("", List.of(OUT), List.of());
        var other = row("203.0.113.1", "203.0.113.2", 9, "dd");
        var both = with(first.text(), List.of(other), first.own());
        assertThat(both.text()).isEqualTo(OUT.line() + "\n" + other.line() + "\n");
        assertThat(both.own()).containsExactlyInAnyOrder(OUT.mark(), other.mark());
        assertThat(EspFile.read("esp_sa", both.text()).without(both.own())).isEmpty();
    }

    @Test
    void espysRowsAreKnownAgainWhenWiresharkHasSavedThem() throws IOException {
        var esn = new EspRow(
                Stream.concat(IN.cells().stream(), Stream.of("64-bit", "0x7")).toList());
        var own = with("", List.of(OUT, esn), List.of()).own();
        String of44 = OUT.line() + ",\"32-bit\",\"0\"\n" + IN.line() + ",\"64-bit\",\"7\"\n";
        assertThat(EspFile.read("esp_sa", "# auto\n" + of44).without(own)).isEqualTo("# auto\n");
        String of40 = OUT.line() + "\r\n" + IN.line() + "\r\n";
        assertThat(EspFile.read("esp_sa", of40).without(own)).isEmpty();
        String edited = IN.line() + ",\"64-bit\",\"8\"\n";
        assertThat(EspFile.read("esp_sa", edited).without(own)).isEqualTo(edited);
    }

    @Test
    void aRowThatSomebodyHasPutThereIsNeitherDoubledNorTaken() throws IOException {
        String text = OUT.line().replace(",", " , ") + "\n";
        var merged = with(text, List.of(OUT, IN), List.of());
        assertThat(merged.text()).isEqualTo(text + IN.line() + "\n");
        assertThat(merged.already()).isEqualTo(1);
        assertThat(EspFile.read("esp_sa", merged.text()).without(merged.own())).isEqualTo(text);
    }

    @Test
    void aCopyThatSomebodyMadeOfEspysRowStays() throws IOException {
        var merged = with("", List.of(OUT), List.of());
        String copy = OUT.line().replace(",", ", ") + "\n";
        assertThat(EspFile.read("esp_sa", copy + merged.text()).without(merged.own()))
                .isEqualTo(copy);
    }

    @Test
    void aLastRowWithoutLineEndStaysIgnoredAndThatIsSaid() throws IOException {
        var merged = with("# a\n" + FOREIGN, List.of(OUT), List.of());
        assertThat(merged.text()).isEqualTo("# a\n" + OUT.line() + "\n" + FOREIGN);
        assertThat(merged.notes())
                .singleElement()
                .asString()
                .startsWith("esp_sa:3: ")
                .contains("no line end");
        assertThat(EspFile.read("esp_sa", merged.text()).without(merged.own())).isEqualTo("# a\n" + FOREIGN);
    }

    @Test
    void theByteOrderMarkStaysInFront() throws IOException {
        var merged = with(Uat.BOM + FOREIGN, List.of(OUT), List.of());
        assertThat(merged.text()).isEqualTo(Uat.BOM + OUT.line() + "\n" + FOREIGN);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, 0x00001001, stale",
        "192.0.2.1, 192.0.2.2, 0x1001, stale",
        "192.0.2.1, 192.0.2.2, 4097, stale",
        "192.0.2.1, 192.0.2.2, 010001, stale",
        "*, *, *, *",
        "192.0.2.*, 192.0.2.2, *, *",
        "192.0.2.1, *, 0x0000****, *",
        "192.0.2.0/24, 192.0.2.2, *, address/length"
    })
    void aRowThatWinsIsNamedWithoutItsKeys(String src, String dst, String spi, String word) throws IOException {
        String line = "\"IPv4\",\"" + src + "\",\"" + dst + "\",\"" + spi
                + "\",\"AES-CBC [RFC3602]\",\"0x19999199991999919999199991999999\",\"NULL\",\"\"";
        assertThat(with("# a\n" + line + "\n", List.of(IN, OUT), List.of()).notes())
                .singleElement()
                .asString()
                .startsWith("esp_sa:2: ")
                .contains(OUT.spi().equals("0x00001001") && !spi.equals("*") ? "0x00001001" : "SA ")
                .contains(word)
                .doesNotContain("9999");
    }

    @ParameterizedTest
    @CsvSource({
        "IPv6, 192.0.2.1, 192.0.2.2, *",
        "IPv4, 192.0.2.1, 192.0.2.3, *",
        "IPv4, 192.0.3.*, *, *",
        "IPv4, *, *, 0x00001009",
        "IPv4, *, *, 0x1001****",
        "IPv4, 192.0.3.0/24, *, *",
        "IPv4, 2001:db8::*, *, *"
    })
    void aRowForOtherPacketsIsNot(String protocol, String src, String dst, String spi) throws IOException {
        String line =
                "\"" + protocol + "\",\"" + src + "\",\"" + dst + "\",\"" + spi + "\",\"NULL\",\"\",\"NULL\",\"\"";
        assertThat(with(line + "\n", List.of(OUT), List.of()).notes()).isEmpty();
    }

    @Test
    void aRowWithTheSameKeysDoesNoHarm() throws IOException {
        String line = OUT.line().replace("192.0.2.2", "*") + "\n";
        assertThat(with(line, List.of(OUT), List.of()).notes()).isEmpty();
        assertThat(with(OUT.line() + "\n" + line.replace("aa", "99"), List.of(OUT), List.of())
                        .notes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "',\"32-bit\",\"0\"'|false",
                "',\"32-bit\" , \"0\" '|false",
                "', \"32-bit\",\"0\"'|true",
                "',\"32-bit\",\"0\",'|true",
                "','|true"
            })
    void columnsAtWhichAnOldWiresharkStopsAreNamed(String more, boolean named) throws IOException {
        var notes = with(FOREIGN + more + "\n", List.of(OUT), List.of()).notes();
        assertThat(notes.stream().filter(n -> n.startsWith("esp_sa:1: ")).count())
                .isEqualTo(named ? 1 : 0);
    }

    @Test
    void patternsOfIpv6() {
        assertThat(Fit.address("fd09::*", "fd09::1")).isTrue();
        assertThat(Fit.address("fd09:0:*", "fd09::1")).isTrue();
        assertThat(Fit.address("FD09:0000::0001", "fd09::1")).isTrue();
        assertThat(Fit.address("fd0a::*", "fd09::1")).isFalse();
        assertThat(Fit.address("fd09::1%eth0", "fd09::1")).isFalse();
        assertThat(Fit.address("gw.example", "192.0.2.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"IPv4\"",
                "[esp]",
                "\"IPv4\",\"*\",\"*\",\"*\",\"NULL\",\"0x12zz\",\"NULL\",\"\"",
                "\"IPv4\",\"*\",\"*\",\"*\",\"NULL\",\"\",\"NULL\",\"\" # mine"
            })
    void whatWiresharkCannotReadIsRefusedWithItsPlace(String line) {
        assertThatIOException()
                .isThrownBy(() -> EspFile.read("/x/esp_sa", "# a\n\n" + line + "\n"))
                .withMessageStartingWith("/x/esp_sa:3: ")
                .withMessageContaining("nothing was changed");
    }

    @Test
    void twentyThousandRowsAreMergedAtOnce() throws IOException {
        var many = IntStream.range(0, 20_000)
                .mapToObj(i -> row("192.0.2.1", "192.0.2.2", i + 1, "ab"))
                .toList();
        var first = with(FOREIGN + "\n\"IPv4\",\"*\",\"*\",\"*\",\"NULL\",\"\",\"NULL\",\"\"\n", many, List.of());
        assertThat(first.notes()).singleElement().asString().contains("and 19999 more");
        var again = with(first.text(), List.of(REKEYED), first.own());
        assertThat(again.replaced()).isEqualTo(20_000);
        assertThat(again.text()).hasLineCount(3);
    }
}
