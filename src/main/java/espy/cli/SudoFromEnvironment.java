package espy.cli;

import espy.gateway.Prompts;
import java.util.Optional;

/** Takes the password of sudo from the environment, once: a wrong one is asked for. All other questions go on to the person. */
final class SudoFromEnvironment implements Prompts {
    static final String VARIABLE = "ESPY_SUDO_PASSWORD";

    private final Prompts person;
    private Optional<char[]> password;

    SudoFromEnvironment(Prompts person) {
        this.person = person;
        this.password = Optional.ofNullable(System.getenv(VARIABLE)).map(String::toCharArray);
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
    public synchronized Optional<char[]> sudoPassword(String prompt) {
        var known = password;
        password = Optional.empty();
        return known.isPresent() ? known : person.sudoPassword(prompt);
    }
}
