package espy.xfrm;

import espy.base.Secret;
import espy.base.Selector;
import espy.xfrm.IpPrinter.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** SAs and policies as a kernel might hold them, with just the properties that an {@code ip} of a release prints. */
final class RandomTables {
    private static final List<String> FLAGS =
            List.of("noecn", "decap-dscp", "nopmtudisc", "wildrecv", "icmp", "af-unspec", "align4", "esn");

    private final Random random;
    private final Release release;
    private final boolean statistics;

    RandomTables(long seed, Release release, boolean statistics) {
        this.random = new Random(seed);
        this.release = release;
        this.statistics = statistics;
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> Optional<T> maybe(Release since, Supplier<T> value) {
        return release.since(since) ? maybe(value) : Optional.empty();
    }

    private <T> Optional<T> counted(Supplier<T> value) {
        return statistics ? Optional.of(value.get()) : Optional.empty();
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    private long word() {
        return random.nextInt() & 0xffffffffL;
    }

    private String address(boolean v6) {
        return v6
                ? one("::", "2001:db8:1234:5678:9abc:def0:1234:5678", "fd00::1", "2001:db8::" + random.nextInt(1, 9999))
                : one("0.0.0.0", "192.0.2.", "198.51.100.").replaceFirst("\\.$", "." + random.nextInt(256));
    }

    private String network(boolean v6) {
        return v6
                ? one("::/0", "2001:db8:abcd:ef01::/64", "fd00:1::/32", "2001:db8::1/128")
                : one("0.0.0.0/0", "10.1.0.0/16", "192.0.2.7/32", "10.255.128.0/17");
    }

    private String date() {
        return "20%02d-%02d-%02d %02d:%02d:%02d"
                .formatted(
                        random.nextInt(100),
                        random.nextInt(1, 13),
                        random.nextInt(1, 29),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60));
    }

    private Algorithm algorithm(String name, int octets, Optional<Integer> icv) {
        byte[] key = new byte[octets];
        random.nextBytes(key);
        if (octets > 0) {
            key[0] |= 1; // all zeros would be another thing
        }
        return new Algorithm(name, Optional.of(8 * octets), icv, octets == 0 ? Key.NONE : Key.of(Secret.of(key)));
    }

    private Optional<Integer> icv(int bits) {
        return release.since(Release.R2_6_39) ? Optional.of(bits) : Optional.empty();
    }

    private Selector selector(boolean v6) {
        String proto = one("", "tcp", "udp", "icmp", "ipv6-icmp", "gre", "253");
        boolean ports = proto.equals("tcp") || proto.equals("udp");
        boolean icmp = proto.endsWith("icmp");
        return new Selector(
                network(v6),
                network(v6),
                Optional.of(proto).filter(p -> !p.isEmpty()),
                ports ? maybe(() -> random.nextInt(1, 65536)) : Optional.empty(),
                ports ? maybe(() -> random.nextInt(1, 65536)) : Optional.empty(),
                icmp ? maybe(() -> random.nextInt(256)) : Optional.empty(),
                icmp ? maybe(() -> random.nextInt(256)) : Optional.empty(),
                proto.equals("gre") ? maybe(this::word) : Optional.empty(),
                maybe(() -> one("eth0", "br-lan.100", "ipsec0")),
                Optional.empty());
    }

    private Mark mark() {
        return new Mark(word(), one(0xffffffffL, 0xffL, 0L));
    }

    private Offload offload(boolean policy) {
        return new Offload(
                one("eth0", "if7", "*"),
                policy && release.since(Release.R6_2) ? Optional.empty() : Optional.of(one("in", "out")),
                release.since(Release.R6_2) ? Optional.of(one("crypto", "packet")) : Optional.empty());
    }

    private Limits limits() {
        return new Limits(
                maybe(() -> random.nextLong(Long.MAX_VALUE)),
                maybe(() -> Long.MAX_VALUE),
                maybe(() -> (long) random.nextInt(1000)),
                maybe(() -> random.nextLong(1L << 40)),
                maybe(() -> random.nextLong(1, 1L << 32)),
                maybe(() -> random.nextLong(1, 1L << 32)),
                maybe(() -> random.nextLong(1, 1L << 32)),
                maybe(() -> random.nextLong(1, 1L << 32)));
    }

    private Replay replay() {
        if (random.nextBoolean()) {
            return new Replay("legacy", word(), 0, word(), 0, Optional.empty(), "%08x".formatted(word()));
        }
        var words = new ArrayList<String>();
        int length = one(0, 1, 4, 8, 9, 17);
        for (int i = 0; i < length; i++) {
            words.add("%08x".formatted(word()));
        }
        return new Replay("esn", word(), word(), word(), word(), Optional.of(32L * length), String.join(" ", words));
    }

    private List<String> flags() {
        var flags = new ArrayList<String>();
        FLAGS.stream().filter(_ -> random.nextInt(4) == 0).forEach(flags::add);
        if (statistics && release.since(Release.R3_11)) {
            maybe(() -> "dont-encap-dscp").ifPresent(flags::add);
            maybe(() -> "oseq-may-wrap").ifPresent(flags::add);
        }
        return flags;
    }

    State state() {
        boolean v6 = random.nextBoolean();
        String proto = one("esp", "esp", "esp", "ah", "comp");
        boolean esp = proto.equals("esp");
        boolean aead = esp && random.nextBoolean();
        return new State(
                address(v6),
                address(v6),
                proto,
                word(),
                word(),
                one("transport", "tunnel", "beet"),
                Optional.of(one(0, 32, 255)),
                flags(),
                esp && !aead
                        ? Optional.of(one(
                                algorithm("cbc(aes)", 32, Optional.empty()),
                                algorithm("ecb(cipher_null)", 0, Optional.empty()),
                                algorithm("rfc3686(ctr(aes))", 20, Optional.empty())))
                        : Optional.empty(),
                proto.equals("ah") || (esp && !aead)
                        ? Optional.of(one(
                                algorithm("hmac(sha512)", 64, icv(256)),
                                algorithm("hmac(sha1)", 20, icv(96)),
                                algorithm("digest_null", 0, icv(0))))
                        : Optional.empty(),
                aead
                        ? Optional.of(one(
                                algorithm("rfc4106(gcm(aes))", 36, Optional.of(128)),
                                algorithm("rfc7539esp(chacha20,poly1305)", 36, Optional.of(128))))
                        : Optional.empty(),
                proto.equals("comp") ? Optional.of(algorithm("deflate", 0, Optional.empty())) : Optional.empty(),
                esp
                        ? maybe(() ->
                                new Encap(one("espinudp", "espinudp-nonike", "espintcp"), 4500, word16(), "0.0.0.0"))
                        : Optional.empty(),
                maybe(() -> selector(v6)),
                maybe(this::mark),
                maybe(Release.R4_19, this::outputMark),
                maybe(Release.R5_1, this::word),
                release.since(Release.R3_18) ? Optional.of(replay()) : Optional.empty(),
                counted(() -> new Drops(random.nextInt(9), random.nextInt(9), random.nextInt(9))),
                counted(this::limits),
                counted(() -> random.nextLong(Long.MAX_VALUE)),
                counted(() -> random.nextLong(Long.MAX_VALUE)),
                statistics ? maybe(this::date) : Optional.empty(),
                statistics ? maybe(this::date) : Optional.empty(),
                maybe(this::date),
                maybe(Release.R6_11, () -> one("in", "out")),
                maybe(Release.R4_12, () -> offload(false)),
                maybe(Release.R5_13, this::word),
                maybe(Release.R6_19, this::word),
                maybe(() -> "2001:db8::77"),
                Optional.empty(),
                maybe(Release.R2_6_39, () -> "system_u:object_r:ipsec_spd_t:s0"),
                Optional.empty(),
                List.of());
    }

    private int word16() {
        return random.nextInt(65536);
    }

    private Mark outputMark() {
        return new Mark(word(), release.since(Release.R5_10) ? one(0xffffffffL, 0xffL) : 0xffffffffL);
    }

    private Template template(boolean v6) {
        return new Template(
                address(v6),
                address(v6),
                one("esp", "ah", "comp"),
                maybe(() -> (long) random.nextInt(1, Integer.MAX_VALUE)),
                word(),
                one("transport", "tunnel", "beet"),
                one("required", "required", "use"));
    }

    Policy policy() {
        boolean v6 = random.nextBoolean();
        var selector = selector(v6);
        var templates = new ArrayList<Template>();
        for (int i = random.nextInt(3); i > 0; i--) {
            templates.add(template(v6));
        }
        return new Policy(
                selector.src(),
                selector.dst(),
                selector,
                one("in", "out", "fwd"),
                random.nextInt(5) == 0,
                one("allow", "allow", "block"),
                word(),
                counted(() -> (long) random.nextInt(Integer.MAX_VALUE)),
                maybe(() -> one("main", "sub")),
                counted(() -> one("any", "session", "user", "unique")),
                one(List.of(), List.of("localok"), List.of("localok", "icmp")),
                templates,
                maybe(this::mark),
                maybe(Release.R5_1, this::word),
                maybe(Release.R4_12, () -> offload(true)),
                counted(this::limits),
                statistics ? maybe(this::date) : Optional.empty(),
                statistics ? maybe(this::date) : Optional.empty(),
                maybe(Release.R2_6_39, () -> "system_u:object_r:ipsec_spd_t:s0"),
                List.of());
    }
}
