package espy.gateway.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The conditions of a {@code Match} line.
 *
 * @param notAsked conditions that decide, but that Espy does not look into; then the line does not apply
 * @param applies  whether all conditions hold
 */
record Match(boolean applies, List<String> notAsked) {
    /** All others need a command to run, or to know how ssh was called. */
    private static final Set<String> ASKED = Set.of("host", "originalhost", "user", "localuser");

    /**
     * What is known when the line is reached.
     *
     * @param host     after {@code HostName}, as far as it is known
     * @param original as typed
     * @param last     whether this is the second reading, for {@code Match final}
     */
    record Situation(String host, String original, String user, String localUser, boolean last) {}

    private static final Match NO = new Match(false, List.of());

    static Match of(List<String> words, Situation now) {
        var left = new ArrayList<>(words);
        var notAsked = new ArrayList<String>();
        boolean any = false;
        while (!left.isEmpty()) {
            String word = left.removeFirst();
            int equals = word.indexOf('=');
            if (equals > 0) { // host=a is host a
                left.addFirst(word.substring(equals + 1));
                word = word.substring(0, equals);
            }
            boolean not = word.startsWith("!");
            String condition = (not ? word.substring(1) : word).toLowerCase(Locale.ROOT);
            boolean holds;
            switch (condition) {
                case "all" -> holds = true;
                case "canonical", "final" -> holds = now.last;
                default -> {
                    if (left.isEmpty()) {
                        return NO;
                    }
                    String wanted = left.removeFirst();
                    if (!ASKED.contains(condition)) {
                        notAsked.add(condition);
                        any = true;
                        continue;
                    }
                    holds = holds(condition, wanted, now);
                }
            }
            if (holds == not) {
                return NO;
            }
            any = true;
        }
        return new Match(any && notAsked.isEmpty(), notAsked);
    }

    private static boolean holds(String condition, String wanted, Situation now) {
        return switch (condition) {
            case "host" -> host(now.host, wanted);
            case "originalhost" -> host(now.original, wanted);
            case "user" -> Patterns.anyOf(now.user, wanted);
            default -> Patterns.anyOf(now.localUser, wanted);
        };
    }

    private static boolean host(String host, String wanted) {
        return Patterns.anyOf(host.toLowerCase(Locale.ROOT), wanted.toLowerCase(Locale.ROOT));
    }

    /** Whether the words ask for a second reading of the configuration. */
    static boolean wantsLast(List<String> words) {
        return words.stream().anyMatch(w -> w.equalsIgnoreCase("final") || w.equalsIgnoreCase("!final"));
    }
}
