package espy.gateway;

import java.util.Optional;
import java.util.function.Consumer;

/** Gives a password of {@code sudo} that is known already, once: when it is wrong the person is asked. All other questions go on to the person. */
public final class KnownSudo implements Prompts {
    private final Prompts person;
    private final Consumer<char[]> typed;
    private Optional<char[]> known;

    /** @param typed is given what the person types, to know it the next time */
    public KnownSudo(Prompts person, Optional<char[]> known, Consumer<char[]> typed) {
        this.person = person;
        this.known = known;
        this.typed = typed;
    }

    @Override
    public boolean trustHostKey(String host, String keyType, String fingerprint) {
        return person.trustHostKey(host, keyType, fingerprint);
    }

    @Override
    public Optional<char[]> ask(String prompt, boolean echo) {
        return person.ask(prompt, echo);
    }

    @Override
    public void notice(String sentence) {
        person.notice(sentence);
    }

    @Override
    public synchronized Optional<char[]> sudoPassword(String prompt) {
        if (known.isPresent()) {
            var first = known;
            known = Optional.empty();
            return first.map(char[]::clone);
        }
        var answer = person.sudoPassword(prompt);
        answer.map(char[]::clone).ifPresent(typed);
        return answer;
    }
}
