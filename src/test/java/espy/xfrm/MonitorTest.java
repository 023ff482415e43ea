package espy.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import espy.base.Selector;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of {@code ip xfrm monitor}, answers to {@code count} and {@code getdefault}, and what the tools complain about. */
final class MonitorTest {
    /** What was done while all four recordings were made. */
    private static final List<String> STORY = List.of(
            "added SA 0x00001001",
            "added SA 0x00001002",
            "updated SA 0x00001002",
            "added policy 10.1.0.0/24",
            "updated policy 10.1.0.0/24",
            "added policy 10.7.0.0/24",
            "added policy 192.0.2.1/32",
            "acquire dport 1025",
            "expired softly SA 0x00001001",
            "expired hard policy 10.7.0.0/24",
            "expired hard SA 0x00001001",
            "defaults {in=accept, fwd=block, out=accept}",
            "deleted SA 0x00001002",
            "deleted policy 10.1.0.0/24",
            "flushed state 0",
            "flushed policy main");

    @ParameterizedTest
    @ValueSource(strings = {"monitor.txt", "monitor-bare.txt", "monitor-oneline.txt", "monitor-timestamps.txt"})
    void everyMessageIsAnEventHoweverItIsPrinted(String sample) {
        var read = XfrmText.parse(Samples.text(sample));
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value().states()).isEmpty();
        assertThat(read.value().policies()).isEmpty();
        assertThat(read.value().events().stream().map(MonitorTest::told)).isEqualTo(STORY);
        assertThat(read.value().toString()).doesNotContain("000102030405");
    }

    private static String told(Event event) {
        return switch (event) {
            case Event.OfState e ->
                change(e.change(), e.hard()) + " SA " + e.state().spiText();
            case Event.OfPolicy e ->
                change(e.change(), e.hard()) + " policy " + e.policy().src();
            case Event.Acquire e ->
                "acquire dport " + e.selector().orElseThrow().dport().orElseThrow();
            case Event.Flushed e -> "flushed " + e.what() + " " + e.which();
            case Event.Defaults e -> "defaults " + e.actions();
            default -> event.toString();
        };
    }

    private static String change(Event.Change change, Optional<Boolean> hard) {
        return change.name().toLowerCase(Locale.ROOT)
                + hard.map(h -> h ? " hard" : " softly").orElse("");
    }

    @Test
    void timesAndNamespacesAreThoseOfTheMessage() {
        var stamped = XfrmText.parse(Samples.text("monitor.txt")).value().events();
        assertThat(stamped.getFirst().time()).contains("2026-11-22T08:11:07.001903");
        assertThat(stamped).allMatch(e -> e.namespace().equals(Optional.of("current")));
        var lines =
                XfrmText.parse(Samples.text("monitor-timestamps.txt")).value().events();
        assertThat(lines).extracting(Event::time).doesNotContain(Optional.empty());
        assertThat(lines.get(8).time()).contains("2026-11-22T08:11:10.933670");
        assertThat(XfrmText.parse(Samples.text("monitor-bare.txt")).value().events())
                .allMatch(e -> e.time().isEmpty());
    }

    @Test
    void syncMappingReportAndUnknownMessages() {
        var read = XfrmText.parse("""
                Async event  (0x31)  replay update\s
                \tsrc 192.0.2.1 dst 192.0.2.2  reqid 0x1 protocol esp  SPI 0xc701fcae
                [nsid 3]Mapping change 2001:db8::1:4500 -> 2001:db8::2:61022
                \tdst 2001:db8::1  reqid 0x7 protocol 50  SPI 0x1001
                report proto route2\s
                  sel src 10.1.0.1/32 dst 10.2.0.1/32\s
                  coa 2001:db8::9
                Unknown message: 00000080 0x00000021 0x00000000
                """);
        assertThat(read.unparsed()).isEmpty();
        var none = Optional.<String>empty();
        assertThat(read.value().events())
                .containsExactly(
                        new Event.Sync(
                                none,
                                none,
                                List.of("replay update", "timer expired", "0x1"),
                                "192.0.2.1",
                                "192.0.2.2",
                                1,
                                "esp",
                                0xc701fcaeL),
                        new Event.Mapping(
                                none,
                                Optional.of("3"),
                                "2001:db8::1:4500",
                                "2001:db8::2:61022",
                                "2001:db8::1",
                                7,
                                "50",
                                0x1001),
                        new Event.Report(
                                none,
                                none,
                                "route2",
                                Selector.parse("src 10.1.0.1/32 dst 10.2.0.1/32"),
                                Optional.of("2001:db8::9")),
                        new Event.Unknown(none, none, "00000080 0x00000021 0x00000000"));
    }

    @Test
    void aListingBeforeStampedEventsStaysAListing() {
        var read = XfrmText.parse(Samples.text("esn.txt") + Samples.text("monitor.txt"));
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value().states()).hasSize(2);
        assertThat(read.value().events()).hasSameSizeAs(STORY);
    }

    @Test
    void anAcquireAsksForAPolicyOfTheKernel() {
        var asked = (Event.Acquire)
                XfrmText.parse(Samples.text("monitor.txt")).value().events().get(7);
        assertThat(asked.policy().orElseThrow().templates())
                .containsExactly(
                        new Template("192.0.2.1", "192.0.2.55", "esp", Optional.empty(), 9, "transport", "required"));
        assertThat(asked.lines()).hasSize(6);
    }

    @Test
    void countsSayWhatTheyCount() {
        var read = XfrmText.parse("\t SAD count 7 (buckets count 8 Max 1048576)\n" + Samples.text("policy-count.txt"));
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value().counts())
                .contains(new Counts(
                        Optional.of(7L),
                        Optional.of(new Counts.Buckets(8, 1048576)),
                        Optional.of(new Counts.Directions(1, 13, 1)),
                        Optional.of(new Counts.Directions(2, 2, 0)),
                        Optional.of(new Counts.Buckets(15, 1048576)),
                        Optional.of(new Counts.Threshold(32, 32)),
                        Optional.of(new Counts.Threshold(128, 128))));
    }

    @Test
    void defaultsAloneAreNoEvent() {
        var read = XfrmText.parse("Default policies:\n in:  accept\n fwd: block\n out: accept\n");
        assertThat(read.value().events()).isEmpty();
        assertThat(read.value().defaults()).isEqualTo(Map.of("in", "accept", "fwd", "block", "out", "accept"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RTNETLINK answers: Operation not permitted",
                "Dump terminated",
                "Command \"getdefault\" is unknown, try \"ip xfrm policy help\".",
                "Cannot bind netlink socket: Operation not permitted",
                "setkey: pfkey_open: Operation not permitted",
                "No SAD entries."
            })
    void complaintsOfTheToolsAreMessages(String line) {
        var read = XfrmText.parse(line + "\n");
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value().messages()).containsExactly(line);
    }

    /** Longer than what one thread reads, so it is cut; nothing shows where. */
    @Test
    void inALongTextNothingIsLostWhereItIsCut() {
        String once = Samples.text("monitor-timestamps.txt") + "what is this\n";
        int times = (3 << 20) / once.length();
        var read = XfrmText.parse(once.repeat(times));
        assertThat(read.value().events()).hasSize(times * STORY.size()).noneMatch(e -> e.time()
                .isEmpty());
        assertThat(read.value().states()).isEmpty();
        int lines = (int) once.lines().count();
        assertThat(read.unparsed())
                .hasSize(times)
                .first()
                .extracting(u -> u.line())
                .isEqualTo(lines);
        assertThat(read.unparsed().getLast().line()).isEqualTo(times * lines);
    }
}
