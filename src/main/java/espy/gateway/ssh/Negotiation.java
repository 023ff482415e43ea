package espy.gateway.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.kex.KexProposalOption;

/** The lists of algorithms that both sides offered (RFC 4253 section 7.1), and what would have to be allowed so that they agree. */
record Negotiation(Map<KexProposalOption, String> ours, Map<KexProposalOption, String> theirs) {
    private record Kind(
            List<KexProposalOption> places, String called, String keyword, List<String> all, List<String> bestFirst) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    List.of(KexProposalOption.ALGORITHMS),
                    "key exchange",
                    "KexAlgorithms",
                    Algorithms.ALL_KEX,
                    List.of(
                            "diffie-hellman-group14-sha1",
                            "diffie-hellman-group-exchange-sha1",
                            "diffie-hellman-group1-sha1")),
            new Kind(
                    List.of(KexProposalOption.SERVERKEYS),
                    "host key",
                    "HostKeyAlgorithms",
                    Algorithms.ALL_SIGNATURES,
                    List.of("ssh-rsa", "ssh-dss")),
            new Kind(
                    List.of(KexProposalOption.C2SENC, KexProposalOption.S2CENC),
                    "encryption",
                    "Ciphers",
                    Algorithms.ALL_CIPHERS,
                    List.of("aes256-cbc", "aes192-cbc", "aes128-cbc", "3des-cbc")),
            new Kind(
                    List.of(KexProposalOption.C2SMAC, KexProposalOption.S2CMAC),
                    "integrity",
                    "MACs",
                    Algorithms.ALL_MACS,
                    List.of("hmac-sha1-etm@openssh.com", "hmac-sha1")));

    Negotiation {
        ours = Map.copyOf(ours);
        theirs = Map.copyOf(theirs);
    }

    /**
     * What is missing, and the options that help; empty when both sides agree.
     *
     * @param where how the server is called
     * @param alias under which a person would configure it
     */
    Optional<String> sentence(String where, String alias) {
        var missing = new ArrayList<String>();
        var options = new ArrayList<String>();
        boolean hopeless = false;
        for (Kind kind : KINDS) {
            if (agree(kind) || (kind.keyword.equals("MACs") && noneNeeded())) {
                continue;
            }
            missing.add("for %s it offers only %s".formatted(kind.called, shown(offered(kind))));
            Optional<String> help = help(kind);
            hopeless |= help.isEmpty();
            help.ifPresent(h -> options.add("-o " + kind.keyword + "=+" + h));
            if (help.isPresent()
                    && kind.keyword.equals("HostKeyAlgorithms")
                    && help.get().equals("ssh-rsa")) {
                options.add(
                        "-o PubkeyAcceptedAlgorithms=+ssh-rsa"); // such a server knows no better for RSA keys of users
                // either
            }
        }
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String what = "%s and Espy have no common algorithm: %s.".formatted(where, String.join("; ", missing));
        if (hopeless) {
            return Optional.of(
                    what
                            + " Espy has none of these, so no option helps. Bring the gateway's SSH server up to date, or go through a jump host that still can.");
        }
        return Optional.of(
                "%s That is off because it is old and weak. If you trust the network in between, allow it: %s (or in ~/.ssh/config under “Host %s”)."
                        .formatted(what, String.join(" ", options), alias));
    }

    private boolean agree(Kind kind) {
        return kind.places.stream().allMatch(p -> list(ours, p).stream().anyMatch(list(theirs, p)::contains));
    }

    /** Whether the cipher that both would take brings its own integrity check. */
    private boolean noneNeeded() {
        return List.of(KexProposalOption.C2SENC, KexProposalOption.S2CENC).stream()
                .allMatch(p -> list(ours, p).stream()
                        .filter(list(theirs, p)::contains)
                        .findFirst()
                        .filter(c -> c.contains("gcm") || c.contains("poly1305"))
                        .isPresent());
    }

    private List<String> offered(Kind kind) {
        return kind.places.stream()
                .flatMap(p -> list(theirs, p).stream())
                .distinct()
                .filter(n -> !n.startsWith("ext-info-") && !n.startsWith("kex-strict-"))
                .toList();
    }

    private Optional<String> help(Kind kind) {
        List<String> possible = kind.all.stream()
                .filter(n -> kind.places.stream().allMatch(p -> list(theirs, p).contains(n)))
                .toList();
        return kind.bestFirst.stream().filter(possible::contains).findFirst().or(() -> possible.stream()
                .findFirst());
    }

    private static String shown(List<String> names) {
        return names.isEmpty() ? "nothing" : Said.clean(String.join(", ", names), 200);
    }

    private static List<String> list(Map<KexProposalOption, String> proposal, KexProposalOption place) {
        return List.of(proposal.getOrDefault(place, "").split(",", -1));
    }
}
