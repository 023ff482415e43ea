package espy.ui.tunnels;

import espy.base.Secret;
import espy.xfrm.Algorithm;
import espy.xfrm.State;
import espy.xfrm.Tunnel;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the kernel calls the algorithms of an SA, and what is known of their keys. */
final class KeyFacts {
    /** As many dots for every key, so that they tell nothing. */
    private static final String DOTS = "•".repeat(8);

    private KeyFacts() {}

    /** @param shown whether a person asked to see the keys themselves */
    static void add(List<Fact> facts, State s, boolean shown) {
        s.aead().ifPresent(a -> add(facts, "AEAD", "Key", a, shown));
        s.enc().ifPresent(a -> add(facts, "Encryption", "Encryption key", a, shown));
        s.auth().ifPresent(a -> add(facts, "Integrity", "Integrity key", a, shown));
        s.comp().ifPresent(a -> Fact.add(facts, "Compression", a.name()));
    }

    private static void add(List<Fact> facts, String kind, String name, Algorithm a, boolean shown) {
        String bits = a.keyBits()
                .filter(b -> b > 0)
                .map(b -> ", " + b + " bits of key")
                .orElse("");
        String icv = a.icvBits().map(b -> ", " + b + " bits of ICV").orElse("");
        Fact.add(facts, kind, a.name() + bits + icv);
        Fact.add(facts, name, key(a, shown));
    }

    /** Whether there is a key that could be shown. */
    static boolean known(Tunnel t) {
        return Stream.of(t.inbound(), t.outbound())
                .flatMap(List::stream)
                .flatMap(s -> Stream.of(s.aead(), s.enc(), s.auth()))
                .flatMap(Optional::stream)
                .anyMatch(a -> secret(a).isPresent());
    }

    private static String key(Algorithm a, boolean shown) {
        String print = fingerprint(a).map(f -> "fingerprint " + f).orElse("");
        return switch (form(a)) {
            case "known" ->
                secret(a)
                        .map(k -> shown ? "0x" + HexFormat.of().formatHex(k.reveal()) : DOTS + "  " + print)
                        .orElse(print);
            case "masked" -> "masked in this recording, " + print;
            case "hidden" -> "hidden: ip was told not to print keys (nokeys)";
            case "zero" -> "zeros: the kernel is locked down and does not show keys";
            case "none" -> "none";
            default -> "not readable as it was printed";
        };
    }

    private static Optional<Secret> secret(Algorithm a) {
        return a.secret();
    }

    private static String form(Algorithm a) {
        return a.keyForm();
    }

    private static Optional<String> fingerprint(Algorithm a) {
        return a.keyFingerprint();
    }
}
