package espy.probe;

import espy.base.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the secrets of a snapshot are: everything secret leaves an answer's text the moment it arrives, and a token such as
 * {@code <key:1a2b3c4d>} (the fingerprint) stays in its place. So whatever is done with the text afterwards, it holds no secret.
 */
public final class Vault {
    /** A vault without secrets: nothing can be revealed. */
    public static final Vault EMPTY = new Vault(Map.of(), Secret.session());

    /** What stands in a text for a secret; group 1 is the fingerprint. */
    static final Pattern TOKEN = Pattern.compile("<(?:key|secret):([0-9a-f]{8}(?:[0-9a-f]{8})?)>");

    private static final Pattern OCTETS = Pattern.compile("0x((?:[0-9a-fA-F]{2})+)");

    private final Map<String, Secret> secrets;
    private final String session;

    private Vault(Map<String, Secret> secrets, String session) {
        this.secrets = Map.copyOf(secrets);
        this.session = session;
    }

    /** Collects the secrets of one look while its answers arrive. */
    static final class Filler {
        /** What was printed, by the fingerprint that stands for it. */
        private final Map<String, Secret> secrets = new TreeMap<>();
        /** The tokens of secrets that were printed before, by what was printed: a table holds some keys many times. */
        private final Map<Secret, String> tokens = new HashMap<>();

        private final KnownSecrets.Collector known = new KnownSecrets.Collector();
        private boolean foreign;

        /** The text without its secrets. */
        String mask(String probe, String text) {
            foreign |= TOKEN.matcher(text).find();
            var spans = SecretPlaces.in(probe, text);
            if (!probe.startsWith("P06")) {
                spans.forEach(s -> known.add(s.of(text)));
            }
            return replace(text, spans);
        }

        /** The text without what any of the answers called a secret, wherever and however it is written there. */
        String sweep(String text) {
            var places = known.done();
            var swept = new StringBuilder();
            int at = 0;
            for (Matcher m = TOKEN.matcher(text); m.find(); ) {
                swept.append(sweep(places, text.substring(at, m.start()))).append(m.group());
                at = m.end();
            }
            return at == 0
                    ? sweep(places, text)
                    : swept.append(sweep(places, text.substring(at))).toString();
        }

        private String sweep(KnownSecrets places, String text) {
            return replace(text, places.in(text));
        }

        /**
         * The secrets that were taken out.
         *
         * @param session of the tokens that were there before; they are not ours, so with none of them the session is this run's
         */
        Vault vault(String session) {
            return new Vault(secrets, foreign ? session : Secret.session());
        }

        private String replace(String text, List<SecretPlaces.Span> spans) {
            if (spans.isEmpty()) {
                return text;
            }
            var masked = new StringBuilder();
            int at = 0;
            for (var span : spans) {
                masked.append(text, at, span.from()).append(token(span.of(text)));
                at = span.to();
            }
            return masked.append(text, at, text.length()).toString();
        }

        private String token(String printed) {
            if (TOKEN.matcher(printed).matches()) {
                return printed;
            }
            return tokens.computeIfAbsent(Secret.of(printed), this::newToken);
        }

        /** Two notations of one secret would share a fingerprint, and so may two secrets among many: then the longer one tells them apart. */
        private String newToken(Secret printed) {
            String text = new String(printed.reveal(), StandardCharsets.UTF_8);
            var value = SecretPlaces.value(text);
            String name = value.fingerprint();
            if (secrets.containsKey(name)) {
                name = value.longFingerprint();
            }
            if (secrets.containsKey(name)) {
                name = printed.longFingerprint();
            }
            secrets.put(name, printed);
            return (OCTETS.matcher(text).matches() ? "<key:" : "<secret:") + name + ">";
        }
    }

    /** Remembers only whose fingerprints stand in the text. */
    Vault withoutSecrets() {
        return new Vault(Map.of(), session);
    }

    public boolean isEmpty() {
        return secrets.isEmpty();
    }

    /**
     * Names the run of the program whose fingerprints stand in the text, see {@link Secret#session}; "" when that is not known. Fingerprints of
     * two sessions must not be compared: equal ones say nothing, and neither do different ones.
     */
    public String session() {
        return session;
    }

    /** The text with its secrets back in place; call only where a person asked for keys. Unknown tokens stay. */
    String reveal(String text) {
        if (secrets.isEmpty()) {
            return text;
        }
        return TOKEN.matcher(text).replaceAll(m -> {
            var secret = secrets.get(m.group(1));
            return Matcher.quoteReplacement(
                    secret == null ? m.group() : new String(secret.reveal(), StandardCharsets.UTF_8));
        });
    }

    @Override
    public String toString() {
        return secrets.size() + " secrets";
    }
}
