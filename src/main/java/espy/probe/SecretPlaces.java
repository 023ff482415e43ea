package espy.probe;

import espy.base.Secret;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where secrets stand in what a probe printed: keys as tools print them, dumps in debug logs, values of settings, words of command lines.
 * Every repetition in a pattern has a bound, as the text may be made to keep a pattern busy.
 */
final class SecretPlaces {
    /** Part of a text, from its first character to the one behind its last. */
    record Span(int from, int to) {
        String of(String text) {
            return text.substring(from, to);
        }
    }

    /** What stands before an algorithm and its key where {@code ip xfrm} prints and takes them (iproute2 ip/ipxfrm.c). */
    private static final Set<String> KEYED = Set.of("auth", "auth-trunc", "enc", "aead", "comp");
    /** Hex of this many digits is a key anywhere: in debug logs of pluto, and in outputs that other tools made. */
    private static final int LONG_HEX = 32;

    private static final int LONGEST_NAME = 80;

    /** {@code E: aes-cbc  01234567 89abcdef …} of {@code setkey -D}. */
    private static final Pattern SETKEY_DUMP = Pattern.compile(
            "(?m)^[ \\t]{0,16}[EA]: \\S{1,80}[ \\t]{1,8}([0-9a-fA-F]{2,8}(?:[ \\t][0-9a-fA-F]{1,8}){0,200})");
    /** {@code -E aes-cbc 0x… -A hmac-sha1 "…"} of setkey's own language. */
    private static final Pattern SETKEY_ADD =
            Pattern.compile("[ \\t]-[EA][ \\t]{1,8}[a-z0-9_-]{2,40}[ \\t\\r\\n]{1,16}(?=[\"0])");
    /** {@code key 0x…}, {@code authkey 0x…}, {@code enckey 0x…} of ipsecctl and its kin. */
    private static final Pattern KEY_WORD = Pattern.compile("(?i)key[ \\t:=]{1,4}(0x[0-9a-f]{2,})");

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY( BLOCK)?-----[ \\t\\r]{0,4}\\n?");
    private static final String PEM_END = "-----END ";
    private static final int LONGEST_PEM = 20_000;

    /** {@code mysql://user:password@host}. */
    private static final Pattern URL = Pattern.compile("://[^\\s:/@\"']{0,200}:([^\\s\"']{1,300})@");
    /** {@code --psk word}, {@code --password=word} of a command line. */
    private static final Pattern OPTION = Pattern.compile(
            "(?i)[ \\t\"'(]--?(?:[a-z]{1,20}-?)?(?:secret|psk|password|passwd|passphrase|pass|pin|preshared-key)(?:=|[ \\t]{1,4})");
    /** {@code PSK=word}, wherever something is assigned; in strongSwan's settings a quoted value may begin on a later line. */
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)(?:secret|psk|password|passwd|passphrase|pre-?shared[_-]?key|username_password|bind_pw|\\bpin)[0-9]{0,4}[ \\t]{0,8}:?=(?:[ \\t]{0,8}(?=[^\\s=])|\\s{0,80}(?=\"))");
    /** {@code : PSK "…"} and {@code password: "…"} in a log. */
    private static final Pattern QUOTED = Pattern.compile(
            "(?i)\\b(?:psk|xauth|eap|ntlm|ppk|secret|password|passphrase|pin|shared key)[\\s:='(]{1,8}(?=\")");

    /**
     * The dumps that charon writes at level 4 ({@code   16: 5A A1 …  text}), pluto with private debugging ({@code |   5a a1 …}), and racoon with
     * debugging ({@code 5aa1b2c3 …}); their beginning may be that of a line in a journal.
     */
    private static final Pattern DUMP = Pattern.compile(
            "(?m)\\s\\d{1,6}: ((?:[0-9A-F]{2} ){4,16}[^\\n]*|(?:[0-9A-F]{2} ){1,16} [^\\n]*|(?:[0-9a-f]{8} ){2,8}[^\\n]*)$"
                    + "|(?:^|[|:\\]][ \\t]{1,8})((?:[0-9a-fA-F]{2}[ \\t]{1,3}){3,63}[0-9a-fA-F]{2})[ \\t\\r]{0,8}$"
                    + "|(?:^|[|:\\]][ \\t]{1,8})((?:[0-9a-fA-F]{8}[ \\t]){1,8}[0-9a-fA-F]{1,8})[ \\t\\r]{0,8}$"
                    + "|(?<![\\w.:/-])([0-9a-fA-F]{32,})(?![\\w.:/-])");
    /** The second word of a line of racoon's psk.txt, also where the line is commented out. */
    private static final Pattern RACOON_PSK = Pattern.compile(
            "(?m)^(?:[^\\s#<]\\S*|#[ \\t]{0,8}[^\\s#]+(?=[ \\t]{1,16}\\S+[ \\t\\r]{0,8}$))[ \\t]{1,16}(\\S[^\\r\\n]*)$");
    /** {@code bind_pw "…"} and {@code auth "host" 1812 "…"} of racoon.conf. */
    private static final Pattern RACOON_CONF = Pattern.compile(
            "(?:bind_pw|(?:auth|acct)[ \\t]{1,8}\"[^\"\\n]{0,200}\"(?:[ \\t]{1,8}\\d{1,5})?)[ \\t]{1,8}(?=\")");

    /** The private parts of an RSA key, as the daemons' older tools wrote it into {@code ipsec.secrets}. */
    private static final Pattern PRIVATE_NUMBER = Pattern.compile(
            "(?i)\\b(?:PrivateExponent|Prime[12]|Exponent[12]|Coefficient)[ \\t]{0,8}:[ \\t]{0,16}(?=0[xs])");

    private static final Pattern FILE = Pattern.compile("(?m)^==> ([^\\r\\n]{1,4096}) <==[ \\t\\r]*$");
    private static final Pattern HEX_GROUPS = Pattern.compile("(?:0x)?[0-9a-fA-F]{2,}(?:[ \\t][0-9a-fA-F]+)*");

    private final String text;
    private final List<Span> spans = new ArrayList<>();

    private SecretPlaces(String text) {
        this.text = text;
    }

    /** The secrets in the output of a probe, in order and apart from each other. */
    static List<Span> in(String probe, String text) {
        var places = new SecretPlaces(text);
        places.hex();
        if (text.contains("E: ") || text.contains("A: ")) {
            places.find(SETKEY_DUMP);
        }
        if (!probe.startsWith("P06")) {
            places.anywhere();
        }
        if (probe.startsWith("P13") || probe.equals("P14.kernel")) {
            places.find(DUMP);
            places.find(QUOTED, Reach.WORD);
        }
        if (probe.equals("P20")) {
            places.configuration();
        }
        return apart(places.spans);
    }

    /** The bytes that a printed secret stands for: without quotes, and with hex and base64 decoded as the daemons do. */
    static Secret value(String printed) {
        String bare = Reach.unquoted(printed);
        try {
            if (bare.startsWith("0s")) {
                return Secret.of(Base64.getDecoder().decode(bare.substring(2)));
            }
            if (HEX_GROUPS.matcher(bare).matches() && (bare.startsWith("0x") || bare.length() >= 32)) {
                return Secret.of(HexFormat.of()
                        .parseHex(bare.substring(bare.startsWith("0x") ? 2 : 0)
                                .replace(" ", "")
                                .replace("\t", "")));
            }
        } catch (IllegalArgumentException e) {
            return Secret.of(bare); // half an octet, or no base64 after all
        }
        return Secret.of(bare);
    }

    private void anywhere() {
        find(KEY_WORD);
        find(URL);
        find(SETKEY_ADD, Reach.WORD);
        find(OPTION, Reach.WORD);
        find(ASSIGNED, Reach.WORD);
        int from = 0;
        for (Matcher m = PEM.matcher(text); m.find(from); ) {
            int end = text.indexOf(PEM_END, m.end());
            int last = Math.min(text.length(), m.end() + LONGEST_PEM);
            from = end < 0 || end > last ? last : end;
            add(m.end(), from);
        }
    }

    /** Numbers that are keys by their length or by what stands before them. The tables are long: no pattern is as fast. */
    private void hex() {
        int end;
        for (int at = text.indexOf("0x"); at >= 0; at = text.indexOf("0x", end)) {
            end = at + 2;
            while (end < text.length() && HexFormat.isHexDigit(text.charAt(end))) {
                end++;
            }
            if (end - at - 2 >= LONG_HEX || (end > at + 2 && behindAlgorithm(at))) {
                add(at, end);
            }
        }
    }

    private boolean behindAlgorithm(int at) {
        int nameEnd = back(at, c -> c == ' ' || c == '\t');
        int name = back(nameEnd, c -> !Character.isWhitespace(c));
        int wordEnd = back(name, c -> c == ' ' || c == '\t');
        int word = back(wordEnd, c -> c == '-' || (c >= 'a' && c <= 'z'));
        return nameEnd < at
                && wordEnd < name
                && KEYED.contains(text.substring(word, wordEnd))
                && (word == 0 || !Character.isLetterOrDigit(text.charAt(word - 1)))
                && !text.startsWith("proto ", word - 6);
    }

    private int back(int from, IntPredicate wanted) {
        int at = from;
        while (at > Math.max(0, from - LONGEST_NAME) && wanted.test(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private void configuration() {
        String name = "";
        int from = 0;
        for (Matcher m = FILE.matcher(text); m.find(); ) {
            file(name, from, m.start());
            name = m.group(1);
            from = m.end();
        }
        file(name, from, text.length());
    }

    /** What a file is called says little: any may be included by any other, so all are looked through for entries and for settings. */
    private void file(String name, int from, int to) {
        var entries = SecretsFile.secrets(text, from, to);
        if (name.endsWith("psk.txt")) {
            for (Matcher m = RACOON_PSK.matcher(text).region(from, to); m.find(); ) {
                entries.add(new Span(m.start(1), m.end(1)));
            }
        }
        entries = apart(entries);
        // what looks like a setting inside of a secret would reach beyond it
        int at = from;
        for (Span entry : entries) {
            settings(at, entry.from());
            at = entry.to();
        }
        settings(at, to);
        spans.addAll(entries);
    }

    private void settings(int from, int to) {
        find(ASSIGNED, Reach.SETTING, from, to);
        find(RACOON_CONF, Reach.WORD, from, to);
        find(PRIVATE_NUMBER, Reach.WORD, from, to);
    }

    /** Each group of the pattern that matched is a secret. */
    private void find(Pattern pattern) {
        for (Matcher m = pattern.matcher(text); m.find(); ) {
            for (int g = 1; g <= m.groupCount(); g++) {
                if (m.start(g) >= 0) {
                    add(m.start(g), m.end(g));
                }
            }
        }
    }

    /** What stands behind the pattern is a secret. */
    private void find(Pattern pattern, Reach reach) {
        find(pattern, reach, 0, text.length());
    }

    private void find(Pattern pattern, Reach reach, int from, int to) {
        Matcher m = pattern.matcher(text).useAnchoringBounds(false).useTransparentBounds(true);
        int at = from;
        while (m.region(at, to).find()) {
            int end = reach.end(text, m.end(), to);
            add(m.end(), end);
            at = Math.max(end, m.end());
        }
    }

    private void add(int from, int to) {
        if (to > from) {
            spans.add(new Span(from, to));
        }
    }

    /** Overlapping ones become one. */
    private static List<Span> apart(List<Span> found) {
        found.sort(Comparator.comparingInt(Span::from)
                .thenComparing(Comparator.comparingInt(Span::to).reversed()));
        var apart = new ArrayList<Span>();
        for (Span s : found) {
            if (!apart.isEmpty() && s.from() < apart.getLast().to()) {
                Span before = apart.removeLast();
                apart.add(new Span(before.from(), Math.max(before.to(), s.to())));
            } else {
                apart.add(s);
            }
        }
        return apart;
    }
}
