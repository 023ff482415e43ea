package espy.netfilter;

import java.util.List;
import java.util.Optional;

/**
 * A chain of rules.
 *
 * @param base empty for a chain that is only jumped to
 */
public record Chain(String name, Optional<Base> base, List<Rule> rules) {
    public Chain {
        rules = List.copyOf(rules);
    }

    /**
     * How the kernel calls a chain.
     *
     * @param line     that says so, as it was printed
     * @param nat      whether it sees only the first packet of a connection, to translate addresses
     * @param priority lower ones are called first
     * @param policy   what happens at its end
     * @param packets  how many packets its policy has decided; empty when not counted
     */
    public record Base(String line, Hook hook, boolean nat, int priority, Action.Kind policy, Optional<Long> packets) {}
}
