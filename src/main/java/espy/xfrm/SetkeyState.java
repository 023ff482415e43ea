package espy.xfrm;

import espy.base.Secret;
import espy.base.Words;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An SA as setkey prints it. Its {@code last:} is the first use on Linux (net/key/af_key.c). Algorithms get the kernel's names; the length of
 * the ICV is not printed, and those with authenticated encryption are not shown at all.
 */
final class SetkeyState implements Block {
    private static final Map<String, String> CIPHERS = Map.ofEntries(
            Map.entry("null", "ecb(cipher_null)"),
            Map.entry("des-cbc", "cbc(des)"),
            Map.entry("3des-cbc", "cbc(des3_ede)"),
            Map.entry("aes-cbc", "cbc(aes)"),
            Map.entry("rijndael-cbc", "cbc(aes)"),
            Map.entry("blowfish-cbc", "cbc(blowfish)"),
            Map.entry("cast128-cbc", "cbc(cast5)"),
            Map.entry("twofish-cbc", "cbc(twofish)"),
            Map.entry("camellia-cbc", "cbc(camellia)"),
            Map.entry("aes-ctr", "rfc3686(ctr(aes))"));
    private static final Map<String, String> MACS = Map.ofEntries(
            Map.entry("null", "digest_null"),
            Map.entry("hmac-md5", "hmac(md5)"),
            Map.entry("hmac-sha1", "hmac(sha1)"),
            Map.entry("hmac-sha256", "hmac(sha256)"),
            Map.entry("hmac-sha384", "hmac(sha384)"),
            Map.entry("hmac-sha512", "hmac(sha512)"),
            Map.entry("hmac-sha2-256", "hmac(sha256)"),
            Map.entry("hmac-sha2-384", "hmac(sha384)"),
            Map.entry("hmac-sha2-512", "hmac(sha512)"),
            Map.entry("hmac-ripemd160", "hmac(rmd160)"),
            Map.entry("aes-xcbc-mac", "xcbc(aes)"));
    private static final String GCM = "aes-gcm-16";
    private static final Map<String, String> MODES = Map.of("3", "beet");

    private final Setkey.End src;
    private final Setkey.End dst;
    private final Repeats repeats;
    private String proto = "";
    private boolean inUdp;
    private long spi = -1;
    private long reqid;
    private String mode = "";
    private Optional<Integer> replayWindow = Optional.empty();
    private Optional<Algorithm> enc = Optional.empty();
    private Optional<Algorithm> auth = Optional.empty();
    private Optional<Algorithm> aead = Optional.empty();
    private Optional<Algorithm> comp = Optional.empty();
    private String original = "";
    private Optional<String> life = Optional.empty();
    private Optional<String> added = Optional.empty();
    private Optional<String> used = Optional.empty();
    private Optional<String> context = Optional.empty();
    private Limit sinceAdded = Limit.NONE;
    private Limit sinceUsed = Limit.NONE;
    private Limit bytes = Limit.NONE;
    private Limit packets = Limit.NONE;

    /** {@code N … hard: N … soft: N}; 0 is no limit. */
    private record Limit(Optional<Long> now, Optional<Long> hard, Optional<Long> soft) {
        static final Limit NONE = new Limit(Optional.empty(), Optional.empty(), Optional.empty());
    }

    SetkeyState(Setkey.End src, Setkey.End dst, Repeats repeats) {
        this.src = src;
        this.dst = dst;
        this.repeats = repeats;
    }

    @Override
    public boolean complete() {
        return spi >= 0;
    }

    @Override
    public boolean take(Words words, boolean again) {
        String first = words.peek();
        return switch (first) {
            case "E:" -> words.accept(first) && encryption(words);
            case "A:" -> words.accept(first) && authentication(words);
            case "C:" -> words.accept(first) && compression(words);
            case "NAT" -> words.accept("NAT") && set(Setkey.value(words, "OA"), v -> original = v, words);
            case "created:" -> words.accept(first) && created(words);
            case "diff:" -> words.accept(first) && limit(words, "(s)", l -> sinceAdded = l);
            case "last:" -> words.accept(first) && last(words);
            case "current:" -> words.accept(first) && limit(words, "(bytes)", l -> bytes = l);
            case "allocated:" -> words.accept(first) && limit(words, "", l -> packets = l);
            case "security" -> words.accept("security") && security(words);
            default ->
                first.startsWith("seq=")
                        ? sequence(words)
                        : first.startsWith("sadb_seq=") || (!again && identity(words));
        };
    }

    private boolean identity(Words words) {
        if (complete()) {
            return false;
        }
        String name = words.next();
        inUdp = name.equals("esp-udp") || name.startsWith("natt+");
        proto = inUdp ? "esp" : name.equals("ipcomp") ? "comp" : name;
        if (!List.of("esp", "ah", "comp").contains(proto)) {
            return false;
        }
        mode = Setkey.value(words, "mode").map(m -> MODES.getOrDefault(m, m)).orElse("");
        spi = Setkey.number(words, "spi").orElse(-1L);
        reqid = Setkey.number(words, "reqid").orElse(0L);
        return spi >= 0 && words.done();
    }

    private boolean encryption(Words words) {
        String name = words.next();
        if (name.equals(GCM)) {
            aead = algorithm("rfc4106(gcm(aes))", Optional.of(128), words);
            return aead.isPresent() && words.done();
        }
        enc = algorithm(CIPHERS.getOrDefault(name, name), Optional.empty(), words);
        return enc.isPresent() && words.done();
    }

    private boolean authentication(Words words) {
        String name = words.next();
        auth = algorithm(MACS.getOrDefault(name, name), Optional.empty(), words);
        return auth.isPresent() && words.done();
    }

    private static Optional<Algorithm> algorithm(String name, Optional<Integer> icv, Words words) {
        var digits = new StringBuilder();
        while (!words.done()) {
            digits.append(words.next());
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (digits.isEmpty()) {
            return Optional.of(new Algorithm(name, Optional.of(0), icv, Key.NONE));
        }
        try {
            byte[] octets = HexFormat.of().parseHex(digits);
            return Optional.of(new Algorithm(name, Optional.of(8 * octets.length), icv, Key.of(Secret.of(octets))));
        } catch (IllegalArgumentException e) {
            return Optional.of(new Algorithm(name, Optional.empty(), icv, Key.UNREADABLE));
        }
    }

    /** No line ends behind the name, so the next one stands in the same line. */
    private boolean compression(Words words) {
        comp = Optional.of(new Algorithm(words.next(), Optional.of(0), Optional.empty(), Key.NONE));
        return words.done() || sequence(words);
    }

    private boolean sequence(Words words) {
        boolean known = Setkey.value(words, "seq").isPresent();
        var window = Setkey.number(words, "replay");
        replayWindow =
                window.filter(w -> w <= Integer.MAX_VALUE).map(Long::intValue).flatMap(repeats::share);
        known &= Setkey.value(words, "flags").isPresent();
        life = Setkey.value(words, "state");
        return known && window.isPresent() && life.isPresent() && words.done();
    }

    private boolean created(Words words) {
        added = Setkey.date(words);
        return added.isPresent()
                && words.accept("current:")
                && Setkey.date(words).isPresent()
                && words.done();
    }

    private boolean last(Words words) {
        used = Setkey.date(words);
        sinceUsed = bounds(words, Optional.of(0L), "(s)");
        return sinceUsed.now.isPresent() && words.done();
    }

    private static boolean limit(Words words, String unit, Consumer<Limit> into) {
        long now = unit.isEmpty() ? words.number() : words.numberWith(unit);
        var read = bounds(words, Optional.of(now).filter(n -> n >= 0), unit);
        into.accept(read);
        return read.now.isPresent() && words.done();
    }

    private static Limit bounds(Words words, Optional<Long> now, String unit) {
        long hard = words.accept("hard:") ? unit.isEmpty() ? words.number() : words.numberWith(unit) : -1;
        long soft = words.accept("soft:") ? unit.isEmpty() ? words.number() : words.numberWith(unit) : -1;
        return hard < 0 || soft < 0
                ? Limit.NONE
                : new Limit(
                        now,
                        Optional.of(hard).filter(n -> n > 0),
                        Optional.of(soft).filter(n -> n > 0));
    }

    private boolean security(Words words) {
        boolean text = words.accept("context:");
        String rest = words.rest();
        context = text ? Optional.of(rest) : context;
        return text || rest.startsWith("context ");
    }

    private static boolean set(Optional<String> value, Consumer<String> into, Words words) {
        value.ifPresent(into);
        return value.isPresent() && words.done();
    }

    @Override
    public Object done(Excerpt lines) {
        Optional<Encap> encap = inUdp
                ? repeats.share(new Encap(
                        "espinudp", src.port().orElse(4500), dst.port().orElse(4500), original))
                : Optional.empty();
        var limits = new Limits(
                bytes.soft,
                bytes.hard,
                packets.soft,
                packets.hard,
                sinceAdded.soft,
                sinceAdded.hard,
                sinceUsed.soft,
                sinceUsed.hard);
        return new State(
                src.address(),
                dst.address(),
                proto,
                spi,
                reqid,
                mode,
                replayWindow,
                List.of(),
                enc,
                auth,
                aead,
                comp,
                encap,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                repeats.share(limits),
                bytes.now,
                packets.now,
                added,
                used,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                context,
                life,
                lines);
    }
}
