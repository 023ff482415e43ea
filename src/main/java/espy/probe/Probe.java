package espy.probe;

import espy.gateway.Question;
import java.util.List;

/**
 * One question of the catalogue, and what it takes to have it answered.
 *
 * @param programs of which one must be there, the best first; empty when the shell and the kernel's files are enough
 */
public record Probe(Question question, List<String> programs) {
    public Probe {
        programs = List.copyOf(programs);
    }

    /** The same, answered by one of these programs, among which its command chooses. */
    Probe by(String... names) {
        return new Probe(question, List.of(names));
    }
}
