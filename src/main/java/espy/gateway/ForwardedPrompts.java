package espy.gateway;

import java.util.Optional;

/** Puts every question to somebody else, but for those that a subclass answers by itself. */
public abstract class ForwardedPrompts implements Prompts {
    private final Prompts person;

    /** Everything goes to {@code person}. */
    protected ForwardedPrompts(Prompts person) {
        this.person = person;
    }

    @Override
    public final boolean trustHostKey(String host, String keyType, String fingerprint) {
        return person.trustHostKey(host, keyType, fingerprint);
    }

    @Override
    public final Optional<char[]> ask(String prompt, boolean echo) {
        return person.ask(prompt, echo);
    }

    @Override
    public Optional<char[]> sudoPassword(String prompt) {
        return person.sudoPassword(prompt);
    }

    @Override
    public final void notice(String sentence) {
        person.notice(sentence);
    }
}
