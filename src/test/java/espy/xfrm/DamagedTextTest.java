package espy.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Text that was cut, mixed up or was never printed by {@code ip}: nothing throws, nothing is lost silently. */
final class DamagedTextTest {
    private static final String ALL =
            Samples.text("everything.txt") + Samples.text("esn.txt") + Samples.text("policies.txt");

    @Test
    void aCutLosesAtMostTheLastObject() {
        var whole = XfrmText.parse(ALL).value();
        for (int end = 0; end <= ALL.length(); end++) {
            var cut = XfrmText.parse(ALL.substring(0, end)).value();
            int states = Math.max(0, cut.states().size() - 1);
            assertThat(cut.states().subList(0, states)).isEqualTo(whole.states().subList(0, states));
            int policies = Math.max(0, cut.policies().size() - 1);
            assertThat(cut.policies().subList(0, policies))
                    .isEqualTo(whole.policies().subList(0, policies));
            int begun = heads(ALL.substring(0, end));
            assertThat(cut.states().size() + cut.policies().size()).isBetween(begun - 2, begun);
        }
    }

    private static int heads(String text) {
        return (int) text.lines().filter(l -> l.startsWith("src ")).count();
    }

    @Test
    void everyLineIsEitherInAnObjectOrNotUnderstood() {
        var random = new Random(7);
        var lines = ALL.lines().toList();
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                text.append(lines.get(random.nextInt(lines.size()))).append('\n');
            }
            var read = XfrmText.parse(text.toString());
            long kept = Stream.concat(
                            read.value().states().stream().map(State::lines),
                            read.value().policies().stream().map(Policy::lines))
                    .mapToLong(l -> l.size())
                    .sum();
            assertThat(kept + read.unparsed().size()).as(text.toString()).isGreaterThanOrEqualTo(40);
        }
    }

    @Test
    void arbitraryBytesDoNotThrow() {
        var random = new Random(42);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = ALL.getBytes(StandardCharsets.UTF_8);
            int changes = 1 + random.nextInt(200);
            for (int i = 0; i < changes; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var read = XfrmText.parse(new String(bytes, StandardCharsets.UTF_8));
            assertThat(Tunnels.pair(read.value().states(), read.value().policies(), List.of()))
                    .isNotNull();
            random.nextBytes(bytes);
            assertThat(XfrmText.parse(new String(bytes, StandardCharsets.ISO_8859_1))
                            .value()
                            .states())
                    .isEmpty();
        }
    }
}
