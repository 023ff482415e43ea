package espy.host;

import espy.base.Parsed;
import espy.base.Unparsed;
import espy.base.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The one way in which this package goes over the lines of an answer. Empty lines are passed over. */
final class Lines {
    private Lines() {}

    /** Offers each line's words; the lines that were refused come back. */
    static List<Unparsed> scan(String text, Predicate<Words> take) {
        var refused = new ArrayList<Unparsed>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            var words = Words.of(line);
            if (!words.done() && !take.test(words)) {
                refused.add(new Unparsed(number, line));
            }
        }
        return refused;
    }

    /** One thing for each line. */
    static <T> Parsed<List<T>> each(String text, Function<Words, Optional<T>> read) {
        var things = new ArrayList<T>();
        var refused = scan(text, words -> {
            var thing = read.apply(words);
            thing.ifPresent(things::add);
            return thing.isPresent();
        });
        return new Parsed<>(List.copyOf(things), refused);
    }
}
