package espy.checklist;

import espy.probe.facts.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts as expressions see them. Not thread-safe: one for each judging. */
public final class Known {
    private final Map<?, ?> variables;
    private final Map<String, String> missing;

    private Known(Facts facts) {
        this.variables = (Map<?, ?>) Plain.of(facts);
        this.missing = facts.missing();
    }

    public static Known of(Facts facts) {
        return new Known(facts);
    }

    Optional<Object> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** How many leading names of a path lead to something; the path's length when all do. */
    int reach(List<String> path) {
        Object at = variables;
        for (int i = 0; i < path.size(); i++) {
            Object next = at instanceof Map<?, ?> m ? m.get(path.get(i)) : null;
            if (next == null) {
                // beyond plain data (into a list, say) nothing can be said to be missing
                return at instanceof Map<?, ?> ? i : path.size();
            }
            at = next;
        }
        return path.size();
    }

    /** Why a fact is not there: the sentence of the longest beginning of its path that has one. */
    String why(List<String> path) {
        for (int n = path.size(); n > 0; n--) {
            String sentence = missing.get(String.join(".", path.subList(0, n)));
            if (sentence != null) {
                return Clean.line(sentence);
            }
        }
        return String.join(".", path) + " was not seen";
    }
}
