package espy.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import espy.xfrm.IpPrinter.Release;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code ip} prints of a record parses back to that record, for every generation of iproute2, and survives how people paste it. */
final class RoundTripTest {
    private static final int OBJECTS = 200;

    static Stream<Arguments> generations() {
        return Arrays.stream(Release.values()).flatMap(r -> Stream.of(Arguments.of(r, false), Arguments.of(r, true)));
    }

    @ParameterizedTest(name = "{0}, statistics {1}")
    @MethodSource("generations")
    void whatAReleasePrintsIsReadBack(Release release, boolean statistics) {
        var random = new RandomTables(release.name().hashCode(), release, statistics);
        var printer = new IpPrinter(release, statistics);
        for (int i = 0; i < OBJECTS; i++) {
            var state = random.state();
            same(Samples.state(printer.text(state)), state);
            var policy = random.policy();
            same(Samples.policies(printer.text(policy)).getFirst(), policy);
        }
    }

    @ParameterizedTest(name = "{0}, statistics {1}")
    @MethodSource("generations")
    void inOneTextTheyAreSplitRightly(Release release, boolean statistics) {
        var random = new RandomTables(100L + release.name().hashCode(), release, statistics);
        var printer = new IpPrinter(release, statistics);
        var objects = new Objects(random, printer, OBJECTS);
        for (String text : List.of(String.join("", objects.texts), objects.oneLines())) {
            objects.assertRead(text);
        }
    }

    @Test
    void aCutAnywhereLosesAtMostTheLastObject() {
        var objects = new Objects(new RandomTables(7, Release.R6_19, true), new IpPrinter(Release.R6_19, true), 12);
        String text = String.join("", objects.texts);
        for (int end = 0; end < text.length(); end++) {
            var read = XfrmText.parse(text.substring(0, end)).value();
            int whole = objects.wholeWithin(end);
            assertThat(read.states().size() + read.policies().size()).isBetween(whole, whole + 1);
            for (int i = 0; i < Math.min(objects.states.size(), read.states().size() - 1); i++) {
                same(read.states().get(i), objects.states.get(i));
            }
        }
    }

    static Stream<Arguments> pastes() {
        return Stream.of(
                paste("quoted", t -> t.replaceAll("(?m)^", "> ")),
                paste("quoted without a blank", t -> t.replaceAll("(?m)^", ">")),
                paste("quoted twice", t -> t.replaceAll("(?m)^", "> > ")),
                paste("indented", t -> t.replaceAll("(?m)^", "    ")),
                paste("carriage returns", t -> t.replace("\n", "\r\n")),
                paste("TABs expanded", t -> t.replace("\t", "        ")),
                paste("no indentation left", t -> t.replaceAll("(?m)^\\s+", "")),
                paste("trailing blanks gone", t -> t.replaceAll("(?m)[ \t]+$", "")),
                paste("no-break spaces", t -> t.replace(" ", "\u00a0")),
                paste("blank lines between", t -> t.replace("\n", "\n\n")),
                paste("in a fence", t -> "```text\n" + t + "```\n"),
                paste("with a prompt", t -> "root@gw:~# ip xfrm state; ip xfrm policy\n" + t + "--\n"),
                paste("wrapped by a terminal", t -> wrapped(t, 72)),
                paste("wrapped by a wider terminal", t -> wrapped(t, 100)),
                paste("wrapped by a mail", t -> wrappedAtBlanks(t, 76)));
    }

    private static Arguments paste(String how, Function<String, String> make) {
        return Arguments.of(how, make);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pastes")
    void howeverItWasPastedItIsReadBack(String how, Function<String, String> paste) {
        for (Release release : List.of(Release.R2_6_39, Release.R4_19, Release.R6_19)) {
            for (boolean statistics : List.of(false, true)) {
                var random = new RandomTables(how.hashCode(), release, statistics);
                var objects = new Objects(random, new IpPrinter(release, statistics), 60);
                objects.assertRead(paste.apply(String.join("", objects.texts)));
            }
        }
    }

    private static String wrapped(String text, int width) {
        return text.lines()
                .map(l -> l.replaceAll("(.{" + width + "})(?=.)", "$1\n"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String wrappedAtBlanks(String text, int width) {
        var out = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String left = line;
            for (int at = left.lastIndexOf(' ', width);
                    left.stripTrailing().length() > width
                            && at > 0
                            && !left.substring(0, at).isBlank();
                    at = left.lastIndexOf(' ', width)) {
                out.append(left, 0, at).append('\n');
                left = left.substring(at + 1);
            }
            out.append(left).append('\n');
        }
        return out.toString();
    }

    /** SAs and policies in a random order, and how they are printed. */
    private static final class Objects {
        final List<State> states = new ArrayList<>();
        final List<Policy> policies = new ArrayList<>();
        final List<String> texts = new ArrayList<>();

        Objects(RandomTables random, IpPrinter printer, int count) {
            var order = new Random(count);
            for (int i = 0; i < count; i++) {
                if (order.nextBoolean()) {
                    states.add(random.state());
                    texts.add(printer.text(states.getLast()));
                } else {
                    policies.add(random.policy());
                    texts.add(printer.text(policies.getLast()));
                }
            }
        }

        String oneLines() {
            return texts.stream().map(IpPrinter::oneLine).collect(Collectors.joining());
        }

        int wholeWithin(int end) {
            int whole = 0;
            for (int at = 0; whole < texts.size() && at + texts.get(whole).length() <= end; whole++) {
                at += texts.get(whole).length();
            }
            return whole;
        }

        void assertRead(String text) {
            var read = XfrmText.parse(text);
            assertThat(read.unparsed()).isEmpty();
            assertThat(read.value().states()).hasSameSizeAs(states);
            assertThat(read.value().policies()).hasSameSizeAs(policies);
            for (int i = 0; i < states.size(); i++) {
                same(read.value().states().get(i), states.get(i));
            }
            for (int i = 0; i < policies.size(); i++) {
                same(read.value().policies().get(i), policies.get(i));
            }
        }
    }

    /** All but the text from which it was read. */
    private static void same(Record actual, Record expected) {
        for (var c : expected.getClass().getRecordComponents()) {
            if (!c.getName().equals("lines")) {
                assertThat(value(actual, c.getAccessor())).as(c.getName()).isEqualTo(value(expected, c.getAccessor()));
            }
        }
    }

    private static Object value(Record record, Method accessor) {
        try {
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(accessor.getName(), e);
        }
    }
}
