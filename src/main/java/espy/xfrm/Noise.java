package espy.xfrm;

import java.util.List;
import java.util.regex.Pattern;

/** Lines in pasted text that are no output of the tables: what was typed, what ornaments it, what the tools complained about. */
final class Noise {
    /** A prompt or a heading with the command behind it. */
    private static final Pattern TYPED = Pattern.compile(
            ".*(?:^|[\\s/#$%>`])(?:ip\\s(?:.*\\s)?x(?:frm)?\\s|ip\\s(?:.*\\s)?xfrm$|setkey\\s+-|(?:cat|tail|head)\\s+\\S*xfrm_stat).*");

    /** Fences of Markdown, the separator of {@code grep -A}, ellipses. */
    private static final Pattern ORNAMENT =
            Pattern.compile("\\s*(?:(?:`{3,}|~{3,})\\w*|[-=_*]{2,}|\\.{3,}|…|\\\\)\\s*|(?:<{7}|>{7}|={7})(?: .*)?");

    /** setkey prints its messages so with {@code -H}; keys are in them. */
    private static final Pattern DUMP = Pattern.compile("[0-9a-f]{8}:(?: {1,3}[0-9a-f]{2}){1,16}\\s*");

    private static final List<String> COMPLAINTS = List.of(
            "RTNETLINK answers:",
            "Dump terminated",
            "Dump was interrupted",
            "Error: ",
            "Command \"",
            "Option \"",
            "Object \"",
            "Cannot ",
            "netlink receive error",
            "setkey:",
            "No SAD entries.",
            "No SPD entries.",
            "Invalid extension type",
            "sudo:",
            "ip: ");

    private static final int LONGEST = 500;

    private Noise() {}

    /** Whether nobody misses the line. */
    static boolean is(String line) {
        if (line.length() > LONGEST) {
            return false;
        }
        boolean typed = line.contains("ip ") || line.contains("setkey") || line.contains("xfrm_stat");
        return ORNAMENT.matcher(line).matches()
                || DUMP.matcher(line).matches()
                || (typed && TYPED.matcher(line).matches());
    }

    /** Whether {@code ip} or {@code setkey} says with it why there is no more. */
    static boolean isMessage(String line) {
        return COMPLAINTS.stream().anyMatch(line::startsWith);
    }
}
