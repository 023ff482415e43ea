package espy.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import espy.base.Unparsed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SAs as iproute2 from 2.6.31 to 7.1 prints them. */
final class StatesTest {
    private static final String KEY = "0xa0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
    private static final String PROTO = "proto esp spi 0xc1234567 reqid 1 mode tunnel";
    private static final String WINDOW = "replay-window 32 flag af-unspec";

    @Test
    void everyLineOfANewIproute2IsRead() {
        var s = Samples.state(Samples.text("everything.txt"));
        assertThat(s.src() + " " + s.dst() + " " + s.proto() + " " + s.spiText() + " " + s.reqid() + " " + s.mode())
                .isEqualTo("192.0.2.1 198.51.100.2 esp 0xc1234567 1 transport");
        assertThat(s.flags()).containsExactly("decap-dscp", "af-unspec", "esn");
        assertThat(s.mark()).contains(new Mark(0x2a, 0xffffffffL));
        assertThat(s.outputMark()).contains(new Mark(0x2b, 0xffffffffL));
        assertThat(s.encap()).contains(new Encap("espinudp", 4500, 4500, "0.0.0.0"));
        assertThat(s.lastUsed()).contains("2023-11-14 22:33:54");
        assertThat(s.added()).contains("2023-11-14 22:13:20");
        assertThat(s.firstUsed()).isEmpty();
        assertThat(s.replay())
                .contains(new Replay("esn", 2, 0, 1, 0, Optional.of(128L), "00000003 00000000 00000000 00000000"));
        assertThat(s.window()).contains(128L);
        assertThat(s.offload()).contains(new Offload("lo", Optional.of("in"), Optional.of("crypto")));
        assertThat(s.ifId()).contains(7L);
        assertThat(s.tfcPad()).contains(1L);
        assertThat(s.dir()).contains("in");
        assertThat(s.pcpu()).contains(0L);
        assertThat(s.selector().orElseThrow()).hasToString("src 192.0.2.1/32 dst 198.51.100.2/32 proto udp dport 1701");
        assertThat(s.drops()).contains(new Drops(0, 0, 0));
        assertThat(s.securityContext()).contains("a:b:c:s0");
        assertThat(s.auth().orElseThrow().icvBits()).contains(128);
        assertThat(s.enc().orElseThrow().keyBits()).contains(128);
        assertThat(s.lines()).hasSize(29).noneMatch(l -> l.contains("a0a1a2a3"));
    }

    @Test
    void statisticsAndReplayContextsOfTwoSasStayApart() {
        var both = Samples.states(Samples.text("esn.txt"));
        assertThat(both).extracting(State::spiText).containsExactly("0x2462a495", "0x3fc2f1d8");
        assertThat(both).allMatch(State::esn);
        assertThat(both).extracting(s -> s.replay().orElseThrow().seq()).containsExactly(12L, 0L);
        assertThat(both).extracting(s -> s.replay().orElseThrow().oseq()).containsExactly(0L, 12L);
        assertThat(both).extracting(s -> s.bytes().orElseThrow()).containsExactly(2845L, 1103L);
        assertThat(both).extracting(s -> s.packets().orElseThrow()).containsExactly(12L, 12L);
        assertThat(both).extracting(State::firstUsed).containsOnly(Optional.of("2026-11-22 07:46:57"));
    }

    @Test
    void limitsMayBeInfiniteOrTooBigForALong() {
        var s = Samples.state(List.of(
                PROTO,
                WINDOW,
                "lifetime config:",
                "  limit: soft 9223372036854775808(bytes), hard (INF)(bytes)",
                "  limit: soft 100(packets), hard 18446744073709551615(packets)",
                "  expire add: soft 0(sec), hard 3600(sec)",
                "  expire use: soft 7(sec), hard 0(sec)"));
        assertThat(s.limits())
                .contains(new Limits(
                        Optional.of(Long.MAX_VALUE),
                        Optional.empty(),
                        Optional.of(100L),
                        Optional.of(Long.MAX_VALUE),
                        Optional.empty(),
                        Optional.of(3600L),
                        Optional.of(7L),
                        Optional.empty()));
    }

    @Test
    void dropsAreNotMistakenForTheReplayWindow() {
        var s = Samples.state(List.of(PROTO, WINDOW, "stats:", "  replay-window 3 replay 4 failed 5"));
        assertThat(s.drops()).contains(new Drops(3, 4, 5));
        assertThat(s.replayWindow()).contains(32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay-window 32 flag noecn decap-dscp nopmtudisc wildrecv f0"
                        + "|noecn decap-dscp nopmtudisc wildrecv icmp af-unspec align4 esn",
                "replay-window 32 flag 20|af-unspec",
                "replay-window 0 flag a0|af-unspec esn",
                "replay-window 32 seq 0x00000000 flag  (0x00000000)|''",
                "replay-window 32|''",
                "replay-window 32 seq 0x00000000 flag af-unspecextra_flag dont-encap-dscp oseq-may-wrap (0x00100000)"
                        + "|af-unspec dont-encap-dscp oseq-may-wrap",
                "replay-window 32 flag af-unspecextra_flag dont-encap-dscp 8|af-unspec dont-encap-dscp 0x8"
            })
    void flagsHaveTheirNamesWhateverTheReleaseKnew(String line, String flags) {
        assertThat(String.join(" ", Samples.state(List.of(PROTO, line)).flags()))
                .isEqualTo(flags);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // line | name | key bits | ICV bits | form
                "enc cbc(aes) 0xa0a1a2a3a4a5a6a7a8a9aaabacadaeaf|cbc(aes)|128||known",
                "enc cbc(aes) 0xa0a1a2a3a4a5a6a7a8a9aaabacadaeaf (128 bits)|cbc(aes)|128||known",
                "enc ecb(cipher_null) |ecb(cipher_null)|0||none",
                "enc ecb(cipher_null) 0x|ecb(cipher_null)|0||none",
                "enc cbc(aes) <<Keys hidden>>|cbc(aes)|||hidden",
                "enc cbc(aes) 0x00000000000000000000000000000000|cbc(aes)|128||zero",
                "enc cbc(aes) 0xENCKEY|cbc(aes)|||unreadable",
                "enc cbc(aes) <key:0a1b2c3d> (256 bits)|cbc(aes)|256||masked",
                "auth hmac(md5) 0xa0a1a2a3a4a5a6a7a8a9aaabacadaeaf|hmac(md5)|128||known",
                "auth-trunc hmac(sha256) 0xa0a1 (16 bits) 96|hmac(sha256)|16|96|known",
                "auth-trunc digest_null  0|digest_null|0|0|none",
                "auth-trunc hmac(sha1) <<Keys hidden>> 96|hmac(sha1)||96|hidden",
                "aead rfc7539esp(chacha20,poly1305) 0xa0a1 (16 bits) 128|rfc7539esp(chacha20,poly1305)|16|128|known",
                "aead rfc4106(gcm(aes)) <<Keys hidden>> 64|rfc4106(gcm(aes))||64|hidden",
                "comp deflate |deflate|0||none",
                "comp deflate 0x|deflate|0||none"
            })
    void algorithms(String line, String name, Integer bits, Integer icv, String form) {
        var s = Samples.state(List.of(PROTO, WINDOW, line));
        var a = s.enc().or(s::auth).or(s::aead).or(s::comp).orElseThrow();
        assertThat(a.name()).isEqualTo(name);
        assertThat(a.keyBits()).isEqualTo(Optional.ofNullable(bits));
        assertThat(a.icvBits()).isEqualTo(Optional.ofNullable(icv));
        assertThat(a.keyForm()).isEqualTo(form);
        assertThat(a.secret().isPresent()).isEqualTo(form.equals("known"));
    }

    @Test
    void authTruncSaysMoreThanAuthWhicheverComesFirst() {
        String trunc = "auth-trunc hmac(sha256) " + KEY + " 128";
        String plain = "auth hmac(sha256) " + KEY;
        for (var lines : List.of(List.of(PROTO, plain, trunc), List.of(PROTO, trunc, plain))) {
            assertThat(Samples.state(lines).auth().orElseThrow().icvBits()).contains(128);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "espinudp, espinudp",
        "espinudp-nonike, espinudp-nonike",
        "2, espinudp",
        "7, espintcp",
        "espintcp, espintcp",
        "9, 9"
    })
    void encapsulation(String printed, String type) {
        var s = Samples.state(List.of(PROTO, WINDOW, "encap type " + printed + " sport 4500 dport 1024 addr ::"));
        assertThat(s.encap()).contains(new Encap(type, 4500, 1024, "::"));
    }

    @ParameterizedTest
    @CsvSource({"mark 0x2a/0xff, 0x2a/0xff", "mark 0/0, 0x0/0x0", "mark -1879048191/0xffff0000, 0x90000001/0xffff0000"})
    void marks(String line, String mark) {
        assertThat(Samples.state(List.of(PROTO, WINDOW, line)).mark().orElseThrow())
                .hasToString(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src 0.0.0.0/0 dst 0.0.0.0/0",
                "src 192.0.2.1/32 dst 198.51.100.2/32 proto tcp sport 80 dport 81",
                "src 2001:db8::/32 dst ::/0 proto ipv6-icmp type 135 code 0",
                "src 192.0.2.1/32 dst 198.51.100.2/32 proto gre key 42 dev eth0",
                "src 192.0.2.1/32 dst 198.51.100.2/32 dport 1701"
            })
    void selectors(String selector) {
        var s = Samples.state(List.of(PROTO, WINDOW, "sel " + selector + " uid 0"));
        assertThat(s.selector().orElseThrow()).hasToString(selector);
    }

    @Test
    void legacyReplayContextAndModesByNumber() {
        var s = Samples.state(List.of(
                "proto ah spi 0x00001001(4097) reqid 4294967295(0xffffffff) mode 5",
                "replay-window 32 ",
                "anti-replay context: seq 0xfffffff0, oseq 0x0, bitmap 0x0000ffff",
                "if_id 0",
                "coa 192.0.2.7",
                "lastused -"));
        assertThat(s.proto() + " " + s.spi() + " " + s.reqid() + " " + s.mode()).isEqualTo("ah 4097 4294967295 iptfs");
        assertThat(s.replay()).contains(new Replay("legacy", 0xfffffff0L, 0, 0, 0, Optional.empty(), "0000ffff"));
        assertThat(s.window()).contains(32L);
        assertThat(s.ifId()).contains(0L);
        assertThat(s.careOf()).contains("192.0.2.7");
        assertThat(s.lastUsed()).isEmpty();
    }

    @Test
    void larvalAndHelperStatesAreTold() {
        var larval = Samples.state(List.of("proto esp spi 0x00000000 reqid 0 mode transport", "replay-window 0 "));
        assertThat(larval.larval()).isTrue();
        var nullAlgorithms = Samples.state(List.of(PROTO, "replay-window 0 ", "enc ecb(cipher_null) "));
        assertThat(nullAlgorithms.larval()).isFalse();
        var helper = Samples.state(List.of("proto 4 spi 0xc0000201 reqid 0 mode tunnel", "replay-window 0 "));
        assertThat(helper.helper()).isTrue();
        assertThat(helper.larval()).isFalse();
    }

    @Test
    void oneLineFormGivesTheSameSas() {
        String text = Samples.text("esn.txt");
        String oneLine = text.replace("\n", "\\").replace("\\src", "\\\nsrc") + "\n";
        assertThat(oneLine.lines()).hasSize(2);
        assertThat(Samples.states(oneLine)).isEqualTo(Samples.states(text));
    }

    @Test
    void carriageReturnsColoursAndPromptsDoNotSpoilSas() {
        String text = Samples.text("esn.txt");
        String pasted = "root@gw:~# ip -s xfrm state\r\n" + text.replace("\n", "\r\n") + "root@gw:~# \r\n";
        var read = States.parse(pasted);
        assertThat(read.value()).isEqualTo(Samples.states(text));
        assertThat(read.unparsed()).extracting(Unparsed::line).containsExactly(40);
        var coloured = text.replace("src ", "\u001b[1msrc\u001b[0m ");
        assertThat(Samples.states(coloured)).isEqualTo(Samples.states(text));
    }

    @Test
    void whatIsNotUnderstoodIsKeptWithItsLineAndWithoutKeys() {
        var read = States.parse("""
                src 192.0.2.1 dst 198.51.100.2
                \tproto esp spi 0xc1234567 reqid 1 mode tunnel
                \treplay-window 32\s
                \tfuture-words %s
                \tenc cbc(aes) %s and more
                \tproto esp spi 0xc1234567 reqid 1 mode tunnel
                \tif_id zero
                """.formatted(KEY, KEY));
        assertThat(read.value()).hasSize(1);
        assertThat(read.unparsed()).extracting(Unparsed::line).containsExactly(4, 5, 6, 7);
        assertThat(read.unparsed()).noneMatch(u -> u.text().contains("a0a1a2"));
        assertThat(read.unparsed().getFirst().text()).startsWith("\tfuture-words <key:");
    }

    @Test
    void aHeadAloneIsNoSa() {
        var read = States.parse("src 192.0.2.1 dst 198.51.100.2\n" + Samples.text("policies.txt"));
        assertThat(read.value()).isEmpty();
        assertThat(read.unparsed()).extracting(Unparsed::line).containsExactly(1);
    }

    /** Test suites and people take out what changes or what is secret. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aead rfc4106(gcm(aes)) 0xKEY 128",
                "auth-trunc hmac(sha512) 0xHASHKEY 256",
                "encap type espinudp sport EPHEMERAL dport 4500 addr 0.0.0.0",
                "sel src 10.1.0.0/16 dst 10.2.0.0/16 proto udp sport SPORT dport 1701 ",
                "anti-replay context: seq 0xXX, oseq 0xXX, bitmap 0x00000000"
            })
    void whatWasBlottedOutIsNotSeenButUnderstood(String line) {
        var s = Samples.state(List.of("proto esp spi 0xSPISPI reqid REQID mode tunnel", WINDOW, line));
        assertThat(s.spi()).isEqualTo(-1);
        assertThat(s.reqid()).isEqualTo(-1);
        assertThat(s.spiText()).isEqualTo("?");
    }

    @Test
    void aKeyWhoseAlgorithmIsLostIsNotTakenForItsName() {
        var read = States.parse("src 192.0.2.1 dst 198.51.100.2\n\t" + PROTO + "\n\tenc " + KEY + "\n");
        assertThat(read.value().getFirst().enc()).isEmpty();
        assertThat(read.toString()).doesNotContain(KEY.substring(2));
        assertThat(read.unparsed()).extracting(Unparsed::line).containsExactly(3);
    }
}
