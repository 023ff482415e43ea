package espy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import espy.xfrm.XfrmText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table for people, at the widths that terminals have. */
class XfrmTableTest {
    private static String table(String text, int width, boolean colour) {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return XfrmTable.of(
                XfrmCommand.Tables.of(text.getBytes(StandardCharsets.UTF_8)),
                new Terminal(nowhere, nowhere, colour, false, width),
                false);
    }

    private static String tunnel(int i) {
        String us = "2001:db8:0:1234:5678:9abc:def0:1";
        String peer = "2001:db8:%x:1234:5678:9abc:def0:2".formatted(i);
        String sa = """
                src %s dst %s
                \tproto esp spi 0x%08x reqid %d mode tunnel
                \treplay-window 32 flag af-unspec
                \taead rfc4106(gcm(aes)) 0x101112131415161718191a1b1c1d1e1f20212223 128
                \tencap type espinudp sport 4500 dport 4500 addr ::
                \tlifetime current:
                \t  1234567890(bytes), 1234567(packets)
                \t  add 2026-11-22 08:00:00 use 2026-11-22 08:00:01
                """;
        String policy = """
                src %s dst %s\s
                \tdir %s priority 334463 ptype main\s
                \ttmpl src %s dst %s
                \t\tproto esp reqid %d mode tunnel
                """;
        String ours = "2001:db8:aaaa:bbbb::/64";
        String theirs = "2001:db8:%x:cccc::/64".formatted(i);
        return sa.formatted(us, peer, 2 * i + 1, i)
                + sa.formatted(peer, us, 2 * i + 2, i)
                + policy.formatted(ours, theirs, "out", us, peer, i)
                + policy.formatted(theirs, ours, "fwd", peer, us, i)
                + policy.formatted(theirs, ours, "in", peer, us, i);
    }

    private static String tunnels(int n) {
        var text = new StringBuilder();
        for (int i = 1; i <= n; i++) {
            text.append(tunnel(i));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 160, 200})
    void noLineIsWiderThanTheTerminal(int width) {
        for (int n : new int[] {1, 2, 12, 13, 40}) {
            assertThat(table(tunnels(n), width, false).lines()).allMatch(l -> l.length() <= width);
        }
    }

    @Test
    void fewTunnelsAreShownWithAllThatBelongsToThem() {
        assertThat(table(tunnel(7), 160, false))
                .contains("● 2001:db8:aaaa:bbbb::/64 ⇄ 2001:db8:7:cccc::/64")
                .contains("up · 2001:db8:0:1234:5678:9abc:def0:1 ⇄ 2001:db8:7:1234:5678:9abc:def0:2 · tunnel · reqid 7")
                .contains("esp 0x00000010 · rfc4106(gcm(aes))/128 (key ")
                .contains("espinudp 4500→4500 · 1,234,567 packets, 1.1 GiB · since 08:00:00")
                .contains("policies out, fwd, in · priority 334463 · esp tunnel");
    }

    @Test
    void manyTunnelsAreALineEachAndTheTroubledOnesStandLast() {
        String text = tunnels(2000);
        var lines = table(text, 100, false).lines().toList();
        assertThat(lines.getFirst())
                .startsWith("state")
                .contains("tunnel")
                .contains("in")
                .contains("peer");
        assertThat(lines.stream().filter(l -> l.startsWith("● up"))).hasSize(2000);
        assertThat(lines).contains("2000 tunnels: 2000 up · nothing that does not fit");

        var broken = table(text.replace("0x00000004 reqid 1 ", "0x00000004 reqid 9999 "), 100, false);
        assertThat(broken.lines().filter(l -> l.startsWith("● up"))).hasSize(1999);
        assertThat(broken)
                .contains("! one way")
                .contains("    ! One direction only")
                .contains("2 with troubles (!)");
    }

    @Test
    void addressesAreCutInTheirMiddleAndNumbersNever() {
        assertThat(Grid.middle("2001:db8:7:1234:5678:9abc:def0:2", 15)).isEqualTo("2001:db…:def0:2");
        assertThat(table(tunnels(20), 60, false)).contains(":7:cccc::/64  1.1 GiB  1.1 GiB");
    }

    @Test
    void aCharacterIsNeverCutInHalf() {
        String word = "ab\ud83d\ude00cd";
        for (int width = 1; width < 6; width++) {
            assertThat(Grid.end(word, width)
                                    .chars()
                                    .filter(c -> Character.isSurrogate((char) c))
                                    .count()
                            % 2)
                    .isZero();
            assertThat(Grid.middle(word, width)
                                    .chars()
                                    .filter(c -> Character.isSurrogate((char) c))
                                    .count()
                            % 2)
                    .isZero();
        }
    }

    @Test
    void colourNeverSaysItAlone() {
        String plain = table(tunnels(20), 100, false);
        assertThat(table(tunnels(20), 100, true).replaceAll("\\x1b\\[[0-9;]*m", ""))
                .isEqualTo(plain);
        assertThat(plain).doesNotContain("\u001b");
    }

    @Test
    void nothingOfTheGatewaysMovesTheCursor() {
        String evil = tunnels(20)
                .replace("mode tunnel", "mode tun\u001b[2Jnel")
                .replace("2001:db8:5:cccc::/64", "2001:db8:5:\u001b]0;x\u0007cccc::/64\u009b3m");
        assertThat(XfrmText.parse(evil).value().states()).isNotEmpty();
        assertThat(table(evil, 100, false).chars()).noneMatch(c -> c == 0x1b || c == 0x9b || c == 7);
        assertThat(table(evil.substring(0, 3000), 100, false).chars()).noneMatch(c -> c == 0x1b || c == 0x9b || c == 7);
    }

    @Test
    void hiddenKeysAreSaid() {
        String hidden = tunnel(1).replaceAll("0x1011[0-9a-f]+", "<<Keys hidden>>");
        assertThat(table(hidden, 100, false)).contains("(key hidden)").contains("The keys are hidden");
        assertThat(table(tunnel(1), 100, false)).doesNotContain("hidden");
    }

    @Test
    void policiesThatMakeNoTunnelAreNamed() {
        String block = "src 10.0.0.0/8 dst 10.9.0.0/16 \n\tdir out action block priority 10 ptype main \n";
        String socket = "src 0.0.0.0/0 dst 0.0.0.0/0 \n\tsocket in priority 0 ptype main \n";
        assertThat(table(tunnel(1) + block + socket, 100, false))
                .contains("  block  out 10.0.0.0/8 ⇄ 10.9.0.0/16 · priority 10")
                .contains("1 policy is of single sockets");
    }
}
