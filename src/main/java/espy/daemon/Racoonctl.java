package espy.daemon;

import espy.base.Parsed;
import espy.base.Unparsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code racoonctl -l show-sa isakmp} prints. Children are not listed there; they can be seen in the kernel only. */
public final class Racoonctl {
    /** Addresses end in {@code .port}; state 9 is an SA that is up (ipsec-tools src/racoon/handler.h, PHASE1ST_ESTABLISHED). */
    private static final Pattern LINE = Pattern.compile(
            "^(?:(\\S+)\\.(\\d+) +)?(\\S+)\\.(\\d+) +([0-9a-f]{16}):([0-9a-f]{16}) +(\\d+) ([IR]) +(\\S+) (\\S) +(\\S+ \\S+)? .*$");

    private Racoonctl() {}

    public static Parsed<List<IkeSa>> sas(String text) {
        var found = new ArrayList<IkeSa>();
        var unparsed = new ArrayList<Unparsed>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher m = LINE.matcher(line);
            if (m.matches()) {
                found.add(new IkeSa(
                        m.group(3),
                        "",
                        "1",
                        m.group(7).equals("9") ? "ESTABLISHED" : "CONNECTING",
                        m.group(1) == null ? "" : m.group(1),
                        m.group(3),
                        "",
                        "",
                        m.group(8).equals("I"),
                        m.group(5),
                        m.group(6),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        false,
                        false,
                        List.of()));
            } else if (!line.isBlank() && !line.contains("Cookies")) {
                unparsed.add(new Unparsed(number, line));
            }
        }
        return new Parsed<>(List.copyOf(found), unparsed);
    }
}
