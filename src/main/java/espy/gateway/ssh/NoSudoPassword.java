package espy.gateway.ssh;

import espy.gateway.Prompts;
import java.util.Optional;

/** For a gateway that may not be the one it says it is: a password of {@code sudo} is neither asked for nor given. All else goes on to the person. */
record NoSudoPassword(Prompts person) implements Prompts {
    @Override
    public boolean trustHostKey(String host, String keyType, String fingerprint) {
        return person.trustHostKey(host, keyType, fingerprint);
    }

    @Override
    public Optional<char[]> ask(String prompt, boolean echo) {
        return person.ask(prompt, echo);
    }

    @Override
    public Optional<char[]> sudoPassword(String prompt) {
        notice(
                "No sudo password is given, because a host key on the way to the gateway has changed. Correct known_hosts first, and connect again.");
        return Optional.empty();
    }

    @Override
    public void notice(String sentence) {
        person.notice(sentence);
    }
}
