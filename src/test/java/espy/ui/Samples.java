package espy.ui;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.probe.Snapshot;
import espy.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Runs for tests of single screens: gateways with as many SAs as somebody may have, or with rare ones. */
public final class Samples {
    private static final String KEY = "0x1f40fc92da241694750979ee6cf582f2d5d7d28e18335de05abc54d0560e0f5302860c65";

    private Samples() {}

    /** Whatever is rare: generations, hidden and zeroed keys, ESN, marks, offload, AH, IPComp, a larval SA. */
    public static Run odd() {
        return Sample.odd();
    }

    /** The three tunnels that {@link #tables} shows. */
    public static Run three() {
        return Sample.pskMismatch();
    }

    /** What a watcher sees of three tunnels, as the look number {@code n}, three seconds after the one before. */
    public static Snapshot tables(int n) {
        Instant at = Instant.parse("2026-11-23T12:01:08Z").plusSeconds(3L * n);
        String states = Pattern.compile("([1-9]\\d*)\\(bytes\\)")
                .matcher(Sample.resource("states.txt"))
                .replaceAll(m -> Long.parseLong(m.group(1)) + moved(n) + "(bytes)");
        return Snapshot.of(
                "fra-gw1",
                new Look(
                        Access.ROOT,
                        "root",
                        at,
                        List.of(
                                answer("P06.state", states, at),
                                answer("P06.policy", Sample.resource("policies.txt"), at),
                                answer(
                                        "P14.time",
                                        "TimeUSec=Mon "
                                                + at.plusSeconds(3600)
                                                        .toString()
                                                        .replaceAll("[TZ]", " ") + "CET\n",
                                        at),
                                answer("P09.addr", "2: eth0 inet 192.0.2.1/24 scope global eth0", at))),
                true);
    }

    /** Bytes since the first look: 30 000 at the second. */
    private static long moved(int n) {
        return n * 30_000L + Math.round(n > 1 ? 25_000 * n * Math.sin(n) * Math.sin(n) : 0);
    }

    private static Answer answer(String id, String out, Instant at) {
        return new Answer(id, "true", at, Duration.ofMillis(20), Answer.Outcome.DONE, 0, false, out, "");
    }

    /** Tunnels of two SAs and two policies each. */
    public static Run pairs(int tunnels) {
        var states = new StringBuilder(tunnels * 700);
        var policies = new StringBuilder(tunnels * 400);
        for (int i = 0; i < tunnels; i++) {
            String peer = peer(i);
            String net = "10.%d.%d.%d/32".formatted(1 + (i >> 16), i >> 8 & 255, i & 255);
            state(states, peer, "192.0.2.1", 0x10000000 + 2 * i, i + 1, i * 31L);
            state(states, "192.0.2.1", peer, 0x10000001 + 2 * i, i + 1, i * 17L);
            policy(policies, "10.0.0.0/16", net, "out", "192.0.2.1", peer, i + 1);
            policy(policies, net, "10.0.0.0/16", "in", peer, "192.0.2.1", i + 1);
        }
        return Sample.with(Sample.healthy(), Sample.xfrm(states.toString(), policies.toString()));
    }

    /** Tunnels of one SA, without policies. */
    public static Run singles(int tunnels) {
        var states = new StringBuilder(tunnels * 350);
        for (int i = 0; i < tunnels; i++) {
            state(states, peer(i), "192.0.2.1", 0x10000000 + i, i + 1, i * 31L);
        }
        return Sample.with(Sample.healthy(), Sample.xfrm(states.toString(), ""));
    }

    /** One tunnel of so many SAs each way. */
    public static Run generations(int each) {
        var states = new StringBuilder(each * 700);
        var policies = new StringBuilder();
        for (int i = 0; i < each; i++) {
            state(states, "198.51.100.2", "192.0.2.1", 0x10000000 + 2 * i, 1, i);
            state(states, "192.0.2.1", "198.51.100.2", 0x10000001 + 2 * i, 1, i);
        }
        policy(policies, "10.0.0.0/16", "10.1.0.0/16", "out", "192.0.2.1", "198.51.100.2", 1);
        policy(policies, "10.1.0.0/16", "10.0.0.0/16", "in", "198.51.100.2", "192.0.2.1", 1);
        return Sample.with(Sample.healthy(), Sample.xfrm(states.toString(), policies.toString()));
    }

    private static String peer(int i) {
        return "203.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255);
    }

    private static void state(StringBuilder to, String src, String dst, int spi, int reqid, long packets) {
        to.append(String.format(
                Locale.ROOT, """
                src %s dst %s
                \tproto esp spi 0x%08x(%d) reqid %d(0x%08x) mode tunnel
                \treplay-window 32 seq 0x00000000 flag af-unspec (0x00100000)
                \taead rfc4106(gcm(aes)) %s (288 bits) 128
                \tlifetime config:
                \t  expire add: soft 3327(sec), hard 3960(sec)
                \tlifetime current:
                \t  %d(bytes), %d(packets)
                \t  add 2026-11-23 12:%02d:11 use -
                """, src, dst, spi, spi, reqid, reqid, KEY, packets * 100, packets, spi % 60));
    }

    private static void policy(
            StringBuilder to, String from, String dest, String dir, String src, String dst, int reqid) {
        to.append(String.format(Locale.ROOT, """
                src %s dst %s
                \tdir %s priority 375423
                \ttmpl src %s dst %s
                \t\tproto esp reqid %d mode tunnel
                """, from, dest, dir, src, dst, reqid));
    }
}
