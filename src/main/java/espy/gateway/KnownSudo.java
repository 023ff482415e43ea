package espy.gateway;

import java.util.Optional;
import java.util.function.Consumer;

/** Gives a password of {@code sudo} that is known already, once: when it is wrong the person is asked. All other questions go on to the person. */
public final class KnownSudo extends ForwardedPrompts {
    private final Consumer<char[]> typed;
    private Optional<char[]> known;

    /** @param typed is given what the person types, to know it the next time */
    public KnownSudo(Prompts person, Optional<char[]> known, Consumer<char[]> typed) {
        super(person);
        this.known = known;
        this.typed = typed;
    }

    @Override
    public synchronized Optional<char[]> sudoPassword(String prompt) {
        if (known.isPresent()) {
            var first = known;
            known = Optional.empty();
            return first.map(char[]::clone);
        }
        var answer = super.sudoPassword(prompt);
        answer.map(char[]::clone).ifPresent(typed);
        return answer;
    }
}
