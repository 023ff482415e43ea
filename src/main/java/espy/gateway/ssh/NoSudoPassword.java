package espy.gateway.ssh;

import espy.gateway.ForwardedPrompts;
import espy.gateway.Prompts;
import java.util.Optional;

/** For a gateway that may not be the one it says it is: a password of {@code sudo} is neither asked for nor given. All else goes on to the person. */
final class NoSudoPassword extends ForwardedPrompts {
    NoSudoPassword(Prompts person) {
        super(person);
    }

    @Override
    public Optional<char[]> sudoPassword(String prompt) {
        notice(
                "No sudo password is given, because a host key on the way to the gateway has changed. Correct known_hosts first, and connect again.");
        return Optional.empty();
    }
}
