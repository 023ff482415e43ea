package espy.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Outputs of real {@code ip xfrm} programs, captured in our own lab or printed from messages that we composed. */
final class Samples {
    private Samples() {}

    static String text(String name) {
        try (var in = Objects.requireNonNull(Samples.class.getResourceAsStream("/xfrm/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SAs of a text that must be understood whole. */
    static List<State> states(String text) {
        var read = States.parse(text);
        assertThat(read.unparsed()).isEmpty();
        return read.value();
    }

    /** The only SA of a text that must be understood whole. */
    static State state(String text) {
        var all = states(text);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    /** Policies of a text that must be understood whole. */
    static List<Policy> policies(String text) {
        var read = Policies.parse(text);
        assertThat(read.unparsed()).isEmpty();
        return read.value();
    }

    /** An SA from 192.0.2.1 to 198.51.100.2 with these lines below its head, without their TABs. */
    static State state(List<String> lines) {
        return state("src 192.0.2.1 dst 198.51.100.2\n\t" + String.join("\n\t", lines) + "\n");
    }
}
