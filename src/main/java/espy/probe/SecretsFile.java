package espy.probe;

import espy.probe.SecretPlaces.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the secrets stand in an {@code ipsec.secrets} of strongSwan or Libreswan, or in a file that it includes: entries {@code [ids] : TYPE value}, which go on in lines
 * that begin with a blank. Entries that are commented out hold secrets too.
 */
final class SecretsFile {
    /** Not the second word of a setting such as {@code auth = ike:rsa}. */
    private static final Pattern TYPE = Pattern.compile(
            "(?i)(?<!auth2?[ \\t]{0,8}=[ \\t]{0,8}[a-z]{1,20}):[ \\t]{0,16}(PSK|XAUTH|EAP|NTLM|PIN|PPKS?|RSA|ECDSA|DSA|PKCS8|PKCS12|P12|BLISS|PRIV)(?![\\w-])");
    /** Their first word names a file or a slot of a smartcard. */
    private static final Set<String> WITH_NAME =
            Set.of("RSA", "ECDSA", "DSA", "PKCS8", "PKCS12", "P12", "BLISS", "PRIV", "PIN");

    private final String text;
    private final List<Span> secrets = new ArrayList<>();

    private SecretsFile(String text) {
        this.text = text;
    }

    static List<Span> secrets(String text, int from, int to) {
        var file = new SecretsFile(text);
        int at = from;
        for (Matcher m = TYPE.matcher(text).region(from, to); m.find(); ) {
            if (m.start() >= at) {
                int end = entryEnd(text, m.end(), to, commented(text, m.start(), from));
                at = file.entry(m.end(), end, WITH_NAME.contains(m.group(1).toUpperCase(Locale.ROOT)));
            }
        }
        return file.secrets;
    }

    private static boolean commented(String text, int at, int from) {
        int line = Math.max(from, text.lastIndexOf('\n', at) + 1);
        return text.substring(line, at).stripLeading().startsWith("#");
    }

    /** Where a line begins without a blank, outside of braces. */
    private static int entryEnd(String text, int from, int to, boolean oneLine) {
        int line = text.indexOf('\n', from, to);
        int brace = text.indexOf('{', from, line < 0 ? to : line);
        int at = from;
        if (brace >= 0) {
            int close = text.indexOf('}', brace, to);
            at = close < 0 ? to : close;
        }
        for (int end = text.indexOf('\n', at); end >= 0 && end < to; end = text.indexOf('\n', end + 1)) {
            if (oneLine || end + 1 >= to || (text.charAt(end + 1) != ' ' && text.charAt(end + 1) != '\t')) {
                return end;
            }
        }
        return to;
    }

    private int entry(int from, int to, boolean withName) {
        int at = blanks(from, to);
        if (withName && at < to && text.charAt(at) != '{' && !text.startsWith("0x", at) && !text.startsWith("0s", at)) {
            at = blanks(Reach.WORD.end(text, at, to), to);
        }
        while (at < to) {
            int end = value(at, to);
            if (text.charAt(at) != '#' && !text.startsWith("%prompt", at) && end > at) {
                secrets.add(new Span(at, end));
            }
            at = blanks(Math.max(end, at + 1), to);
        }
        return to;
    }

    private int value(int at, int to) {
        char c = text.charAt(at);
        if (c == '{') {
            int close = text.indexOf('}', at);
            return close < 0 || close >= to ? to : close + 1;
        }
        if (!Reach.isQuote(c)) {
            return Reach.LINE.end(text, at, to);
        }
        int end = Reach.quoted(text, at, to, '\n');
        return Reach.WORD.end(text, end, to); // what sticks to the closing quote may be part of it
    }

    private int blanks(int from, int to) {
        int at = from;
        while (at < to && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
