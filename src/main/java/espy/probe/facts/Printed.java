package espy.probe.facts;

import espy.gateway.Answer;
import espy.gateway.NotRoot;
import espy.probe.Packages;
import espy.probe.Probes;
import espy.probe.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a probe printed that is made of several commands, or why there is nothing to go by. One of the commands may fail (a machine without
 * IPv6, a mount that may not be looked at) while what the others printed is good.
 *
 * @param text   empty when nothing was printed, or not all of it
 * @param reason a sentence, for where the text is empty
 */
record Printed(String probe, Optional<String> text, String reason) {
    /** A quote is for reading; whoever wants more opens the answer itself. */
    private static final int MOST_LINES = 40;

    private static final String NOT_ASKED = " were not asked for in this look";

    /** @param what begins the sentence, in the plural: {@code The routes} */
    static Printed of(Snapshot snapshot, String probe, String what) {
        var answer = snapshot.answer(probe);
        return new Printed(
                probe,
                answer.filter(Printed::whole).map(Answer::out),
                what + answer.map(a -> why(snapshot, a)).orElse(NOT_ASKED));
    }

    /** The lines that match, in the order of the text and without their ends. */
    Quote quote(Predicate<String> telling) {
        return Quote.of(probe, lines(telling));
    }

    /** As {@link #quote}, or the first lines when none matches. */
    Quote quoteOrStart(Predicate<String> telling) {
        var lines = lines(telling);
        return Quote.of(probe, lines.isEmpty() ? lines(l -> true) : lines);
    }

    List<String> lines(Predicate<String> telling) {
        return text.stream()
                .flatMap(String::lines)
                .filter(l -> !l.isBlank())
                .filter(telling)
                .distinct()
                .limit(MOST_LINES)
                .toList();
    }

    private static boolean whole(Answer a) {
        return a.outcome() == Answer.Outcome.DONE
                && !a.cut()
                && (a.exit() == 0 || !a.out().isBlank());
    }

    /** Why an answer is not to be had or not complete: the rest of a sentence that begins with what was asked for, in the plural. */
    static String why(Snapshot snapshot, Answer a) {
        return switch (a.outcome()) {
            case NEEDS_ROOT ->
                " can be read only by root"
                        + (a.err().isBlank() ? "" : ": " + NotRoot.of(a.err()).sentence());
            case NOT_INSTALLED -> " could not be read: " + missing(Probes.programs(a.id()), osRelease(snapshot));
            case TIMED_OUT -> " could not be read within the time limit";
            case LOST -> " could not be read before the connection was lost";
            case NOT_ASKED -> NOT_ASKED;
            case DONE -> a.cut() ? " are more than were read; the list is cut" : failure(snapshot, a);
        };
    }

    /** What is missing, and what to install. */
    private static String missing(List<String> programs, String osRelease) {
        String names = programs.stream().map(p -> "`" + p + "`").collect(Collectors.joining(", "));
        String advice = programs.stream()
                .map(p -> Packages.advice(p, osRelease, programs.size() == 1 ? "it" : "one of them"))
                .filter(t -> !t.isEmpty())
                .findFirst()
                .orElse("");
        return switch (programs.size()) {
            case 0 -> "the program for it is not installed";
            case 1 -> names + " is not installed" + advice;
            default -> "none of " + names + " is there or answers" + advice;
        };
    }

    /** The same program as a part of BusyBox, which does not know what was asked. */
    static String reduced(Snapshot snapshot, String program) {
        return "this `" + program + "` is a reduced one"
                + Packages.advice(program, osRelease(snapshot), "the full one");
    }

    private static String osRelease(Snapshot snapshot) {
        return snapshot.text("P01").orElse("");
    }

    private static String failure(Snapshot snapshot, Answer a) {
        var programs = Probes.programs(a.id());
        if (programs.size() == 1 && a.err().contains("BusyBox")) {
            return " could not be read: " + reduced(snapshot, programs.getFirst());
        }
        String said = a.err()
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("nothing");
        return " could not be read: the command failed with status " + a.exit() + " and said: " + said;
    }
}
