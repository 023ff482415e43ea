package espy.probe;

import espy.base.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the secrets of a snapshot are: everything secret leaves an answer's text the moment it arrives, and a token such as
 * {@code <key:1a2b3c4d>} (the fingerprint) stays in its place. So whatever is done with the text afterwards, it holds no secret.
 */
public final class Vault {
    /** A vault without secrets: nothing can be revealed. */
    public static final Vault EMPTY = new Vault(Map.of());

    /** Keys as {@code ip xfrm state} prints them: 0x and hex after the algorithm's name (iproute2 ip/ipxfrm.c). */
    private static final Pattern XFRM_KEY =
            Pattern.compile("(?m)(^|\\\\)(\\s*(?:auth-trunc|auth|enc|aead|comp)\\s\\S+\\s+)0x([0-9a-fA-F]+)");
    /** Long hex anywhere: keys in debug logs of pluto, and in outputs that other tools made. */
    private static final Pattern LONG_HEX = Pattern.compile("()()0x([0-9a-fA-F]{32,})");
    /** The hex dumps that charon writes at level 4 and racoon at debug: 8 or more octets in a line. */
    private static final Pattern DUMP =
            Pattern.compile("(?m)()(\\s\\d+: )((?:[0-9A-F]{2} ){4,16}.*|(?:[0-9a-f]{8} ){2,8}.*)$");
    /** {@code secret = …} of swanctl.conf, also xauth and private-key passphrases. */
    private static final Pattern SWANCTL_SECRET =
            Pattern.compile("(?m)(^|[{;])(\\s*(?:secret|pin|password)\\s*=\\s*)([^\\r\\n}]+)");
    /** {@code : PSK "…"} and its relatives in ipsec.secrets. */
    private static final Pattern IPSEC_SECRET = Pattern.compile(
            "(?m)(^|:)(\\s*(?:PSK|XAUTH|EAP|NTLM|PIN|PPK|PPKS)\\s+)(\"[^\"\\r\\n]*\"|'[^'\\r\\n]*'|[^\\s\"'][^\\r\\n]*)");
    /** The second word of a line of racoon's psk.txt. */
    private static final Pattern RACOON_SECRET = Pattern.compile("(?m)(^)([^\\s#=<]\\S*[ \\t]+)(\\S[^\\r\\n]*)$");

    private static final Pattern FILE_HEADER = Pattern.compile("(?m)(?=^==> )");
    private static final Pattern TOKEN = Pattern.compile("<(?:key|secret):([0-9a-f]{8})>");

    private final Map<String, Secret> secrets;

    private Vault(Map<String, Secret> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    /** Collects the secrets of one look while its answers arrive. */
    static final class Filler {
        private final Map<String, Secret> secrets = new TreeMap<>();

        /** The text without its secrets. */
        String mask(String probe, String text) {
            String masked = replace(XFRM_KEY, text, true);
            if (probe.startsWith("P13") || probe.equals("P14.kernel")) {
                masked = replace(DUMP, masked, false);
            }
            if (probe.equals("P20")) {
                masked = maskConfiguration(masked);
            }
            return replace(LONG_HEX, masked, true);
        }

        Vault vault() {
            return new Vault(secrets);
        }

        private String maskConfiguration(String text) {
            var masked = new StringBuilder();
            for (String part : FILE_HEADER.splitAsStream(text).toList()) {
                int end = part.indexOf('\n');
                String header = part.substring(0, Math.max(end, 0));
                String body = part.substring(Math.max(end, 0));
                body = replace(SWANCTL_SECRET, body, false);
                if (header.contains("secrets")) {
                    body = replace(IPSEC_SECRET, body, false);
                }
                if (header.contains("psk")) {
                    body = replace(RACOON_SECRET, body, false);
                }
                masked.append(header).append(body);
            }
            return masked.toString();
        }

        private String replace(Pattern pattern, String text, boolean hex) {
            return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(token(m, hex)));
        }

        private String token(MatchResult m, boolean hex) {
            String secret = m.group(3);
            if (TOKEN.matcher(secret).find()) {
                return m.group();
            }
            boolean octets = hex && secret.length() % 2 == 0;
            var held = octets ? Secret.of(HexFormat.of().parseHex(secret)) : Secret.of((hex ? "0x" : "") + secret);
            secrets.put(held.fingerprint(), held);
            return m.group(1) + m.group(2) + (octets ? "<key:" : "<secret:") + held.fingerprint() + ">";
        }
    }

    public boolean isEmpty() {
        return secrets.isEmpty();
    }

    /** The text with its secrets back in place; call only where a person asked for keys. Unknown tokens stay. */
    String reveal(String text) {
        return TOKEN.matcher(text).replaceAll(m -> {
            var secret = secrets.get(m.group(1));
            return Matcher.quoteReplacement(secret == null ? m.group() : plain(m.group(), secret));
        });
    }

    private static String plain(String token, Secret secret) {
        return token.startsWith("<key:")
                ? "0x" + HexFormat.of().formatHex(secret.reveal())
                : new String(secret.reveal(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return secrets.size() + " secrets";
    }
}
