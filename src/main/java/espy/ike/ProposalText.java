package espy.ike;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proposals as people and daemons write them ({@code aes256-sha256-modp2048}, {@code aes256-sha2_256;modp2048}, {@code
 * AES_CBC_256-HMAC_SHA2_256_128-MODP2048}), made comparable.
 */
public final class ProposalText {
    private static final Pattern AEAD = Pattern.compile(".*(gcm|ccm|chacha).*");
    private static final Pattern ENCRYPTION =
            Pattern.compile("(aes|3des|des|camellia|null|blowfish|cast|serpent|twofish).*");
    private static final Pattern GROUP = Pattern.compile("(modp|ecp|curve|x25519|x448|mlkem|ke\\d|dh).*");
    private static final Pattern PRF = Pattern.compile("prf.*");

    /** Other names for the same. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("aes", "aes128"),
            Map.entry("sha", "sha1"),
            Map.entry("sha2", "sha256"),
            Map.entry("x25519", "curve25519"),
            Map.entry("dh2", "modp1024"),
            Map.entry("dh5", "modp1536"),
            Map.entry("dh14", "modp2048"),
            Map.entry("dh15", "modp3072"),
            Map.entry("dh16", "modp4096"),
            Map.entry("dh19", "ecp256"),
            Map.entry("dh20", "ecp384"),
            Map.entry("dh21", "ecp521"),
            Map.entry("dh31", "curve25519"));

    private ProposalText() {}

    private record Parts(Set<String> encryption, Set<String> integrity, Set<String> groups, boolean aead) {}

    /**
     * Whether some proposal of the one list and some of the other have a transform of each kind in common; empty when a text is not
     * understood.
     *
     * @param esp in ESP, groups are for renewing keys only and do not count here
     */
    public static Optional<Boolean> common(List<String> mine, List<String> its, boolean esp) {
        var a = parts(mine);
        var b = parts(its);
        if (a.isEmpty() || b.isEmpty() || Stream.concat(a.stream(), b.stream()).anyMatch(p -> p.encryption.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(a.stream().anyMatch(x -> b.stream().anyMatch(y -> fits(x, y, esp))));
    }

    /** The groups that a list of proposals names. */
    public static Set<String> groups(List<String> proposals) {
        return parts(proposals).stream().flatMap(p -> p.groups.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean fits(Parts a, Parts b, boolean esp) {
        boolean integrity =
                (a.aead && b.aead) || a.integrity.isEmpty() || b.integrity.isEmpty() || meet(a.integrity, b.integrity);
        boolean group = esp || a.groups.isEmpty() || b.groups.isEmpty() || meet(a.groups, b.groups);
        return meet(a.encryption, b.encryption) && integrity && group;
    }

    private static boolean meet(Set<String> a, Set<String> b) {
        return a.stream().anyMatch(b::contains);
    }

    private static List<Parts> parts(List<String> proposals) {
        return proposals.stream()
                .flatMap(p -> Stream.of(p.split("[,\\s]+", -1)))
                .filter(p -> !p.isBlank() && !p.equals("default"))
                .map(ProposalText::parts)
                .toList();
    }

    private static Parts parts(String proposal) {
        var encryption = new TreeSet<String>();
        var integrity = new TreeSet<String>();
        var groups = new TreeSet<String>();
        for (String token : proposal.toLowerCase(Locale.ROOT).replace("!", "").split("[-;/+]", -1)) {
            String t = plain(token);
            if (t.isEmpty() || PRF.matcher(t).matches()) {
                continue;
            }
            if (GROUP.matcher(t).matches()) {
                groups.add(t);
            } else if (AEAD.matcher(t).matches() || ENCRYPTION.matcher(t).matches()) {
                encryption.add(t);
            } else {
                integrity.add(t);
            }
        }
        boolean aead = encryption.stream().anyMatch(e -> AEAD.matcher(e).matches());
        return new Parts(encryption, integrity, groups, aead);
    }

    /** {@code aes_cbc_256} is {@code aes256}, {@code hmac_sha2_256_128} and {@code sha2_256} are {@code sha256}. */
    private static String plain(String token) {
        String t = token.strip()
                .replaceFirst("^hmac_", "")
                .replaceFirst("^(aes|camellia)_cbc_?(\\d*)$", "$1$2")
                .replaceFirst("^aes_gcm(_c|_16)?_?(\\d{3})?$", "aes$2gcm16")
                .replaceFirst("^aes_?gcm(\\d{3})?$", "aes$1gcm16")
                .replaceFirst("^(aes\\d*)gcm(16|128)?$", "$1gcm16")
                .replaceFirst("^sha2_(256|384|512)(_\\d+)?$", "sha$1")
                .replaceFirst("^sha1_96$", "sha1")
                .replaceFirst("^md5_96$", "md5")
                .replaceFirst("^(modp|ecp|curve)_?(\\d+)$", "$1$2");
        return SAME.getOrDefault(t, t);
    }
}
