package espy.probe;

import espy.base.Secret;
import espy.probe.SecretPlaces.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Secrets that were found where secrets stand, to be found where nobody expects them: in a log, in a comment, in hex or base64. Looks for all
 * of them in one pass, by the hash of their first characters.
 */
final class KnownSecrets {
    /** Shorter ones are left alone: they would be found inside ordinary words. */
    private static final int SHORTEST = 8;
    /** From here on, even a secret of one kind of characters is hardly an ordinary word. */
    private static final int SURELY = 16;

    private static final int PRIME = 31;

    private final Map<Integer, List<String>> byHead;
    private final boolean[] heads = new boolean[1 << 16];

    private KnownSecrets(Set<String> forms) {
        byHead = new HashMap<>();
        for (String form : forms) {
            int hash = form.substring(0, SHORTEST).hashCode();
            byHead.computeIfAbsent(hash, h -> new ArrayList<>()).add(form);
            heads[hash & 0xffff] = true;
        }
    }

    /** Gathers them. */
    static final class Collector {
        private final Set<String> printed = new LinkedHashSet<>();
        private KnownSecrets done = new KnownSecrets(Set.of());
        private boolean stale;

        void add(String secret) {
            stale |= printed.add(secret);
        }

        KnownSecrets done() {
            if (stale) {
                var forms = new LinkedHashSet<String>();
                printed.forEach(p -> forms(SecretPlaces.value(p), forms));
                done = new KnownSecrets(forms);
                stale = false;
            }
            return done;
        }
    }

    private static void forms(Secret secret, Set<String> forms) {
        byte[] bytes = secret.reveal();
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!telling(text) || bytes.length > 4096) {
            return;
        }
        String hex = HexFormat.of().formatHex(bytes);
        forms.add(text);
        forms.add(text.toUpperCase(Locale.ROOT));
        forms.add(text.toLowerCase(Locale.ROOT));
        forms.add(hex);
        forms.add(hex.toUpperCase(Locale.ROOT));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.removeIf(f -> f.length() < SHORTEST);
    }

    /** {@code strongswan} may be somebody's secret, but must stay in the text. */
    private static boolean telling(String text) {
        return text.length() >= SURELY
                || (text.length() >= SHORTEST && !text.chars().allMatch(c -> c >= 'a' && c <= 'z'));
    }

    /** Where they stand, in order and apart from each other. */
    List<Span> in(String text) {
        if (byHead.isEmpty() || text.length() < SHORTEST) {
            return List.of();
        }
        var spans = new ArrayList<Span>();
        int highest = 1;
        int hash = 0;
        for (int i = 0; i < SHORTEST; i++) {
            hash = PRIME * hash + text.charAt(i);
            highest *= i > 0 ? PRIME : 1;
        }
        int free = 0;
        for (int at = 0; ; at++) {
            int end = heads[hash & 0xffff] && at >= free ? end(text, at, hash) : -1;
            if (end >= 0) {
                spans.add(new Span(at, end));
                free = end;
            }
            if (at + SHORTEST >= text.length()) {
                return spans;
            }
            hash = PRIME * (hash - highest * text.charAt(at)) + text.charAt(at + SHORTEST);
        }
    }

    private int end(String text, int at, int hash) {
        int longest = -1;
        for (String form : byHead.getOrDefault(hash, List.of())) {
            if (text.startsWith(form, at)) {
                longest = Math.max(longest, at + form.length());
            }
        }
        return longest;
    }
}
