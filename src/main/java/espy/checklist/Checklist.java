package espy.checklist;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A checklist as its file says it, ready to be judged.
 *
 * @param file the name of the file
 */
public record Checklist(String id, String title, String file, List<Check> checks) {
    public Checklist {
        checks = List.copyOf(checks);
    }

    /** Every condition in it. */
    public Stream<Expression> conditions() {
        return checks.stream()
                .flatMap(c -> Stream.concat(
                        c.skip().stream().map(Skip::when), c.verdicts().stream().map(Rule::when)));
    }

    /**
     * One item.
     *
     * @param seed     codes of the cheat sheet's items that it stands for
     * @param parent   id of the item that this one is a part of; "" at the top
     * @param verdicts in order: the first whose condition holds wins; when there are none, only a person can know
     * @param todo     what to do, by daemon
     */
    public record Check(
            String id,
            List<String> seed,
            String parent,
            String title,
            String why,
            Optional<Skip> skip,
            List<Rule> verdicts,
            Template ask,
            Map<String, Template> todo,
            List<CheckResult.Link> links) {}

    /** When an item does not apply. */
    public record Skip(Expression when, Template because) {}

    /**
     * One possible verdict.
     *
     * @param regardless whether it holds even where an earlier rule could not be decided
     */
    public record Rule(
            Verdict verdict, Template says, Expression when, Optional<Expression> evidence, boolean regardless) {}
}
