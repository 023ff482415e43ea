package espy.xfrm;

import espy.base.Secret;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes what may be a key out of lines that were not understood, because those are shown too. */
final class KeyMask {
    /** Behind the name of an algorithm even a short number is a key; elsewhere hex of at least 64 bits. */
    private static final Pattern KEY = Pattern.compile(
            "((?:^|[^\\w-])(?<!proto )(?:auth|auth-trunc|enc|aead|comp)\\s+\\S+\\s+)(0x[0-9a-fA-F]+)|()((?:0x)?[0-9a-fA-F]{16,})");
    /** {@code E: aes-cbc  01234567 89abcdef …}, as setkey prints keys. */
    private static final Pattern SETKEY = Pattern.compile("^(\\s*[EA]: \\S+\\s+)(\\S.*)$");

    private KeyMask() {}

    static String mask(String line) {
        var setkey = SETKEY.matcher(line);
        if (setkey.matches()) {
            return setkey.group(1) + token(setkey.group(2));
        }
        return KEY.matcher(line).replaceAll(m -> {
            boolean named = m.group(2) != null;
            return Matcher.quoteReplacement((named ? m.group(1) : "") + token(named ? m.group(2) : m.group(4)));
        });
    }

    /** What stands for a key, as snapshots write it. */
    private static String token(String printed) {
        try {
            String digits = printed.startsWith("0x") ? printed.substring(2) : printed.replace(" ", "");
            return "<key:" + Secret.of(HexFormat.of().parseHex(digits)).fingerprint() + ">";
        } catch (IllegalArgumentException e) {
            return "<secret:" + Secret.of(printed).fingerprint() + ">"; // half an octet, or no number at all
        }
    }
}
