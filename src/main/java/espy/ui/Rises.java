package espy.ui;

import espy.gateway.KnownSudo;
import espy.gateway.Prompts;
import espy.gateway.Root;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The gateways on which the person wants to be root, and the passwords that they typed for that: in memory, while the program runs. */
final class Rises {
    private final Map<String, Optional<char[]>> wanted = new HashMap<>();

    synchronized void want(String target) {
        wanted.putIfAbsent(target, Optional.empty());
    }

    /** It did not work: the next look is as good as it was before. */
    synchronized void refused(String target) {
        wanted.remove(target);
    }

    synchronized Root root(String target) {
        var password = wanted.get(target);
        if (password == null) {
            return Root.IF_FREE;
        }
        return password.isPresent() ? Root.ASK_FIRST : Root.WANTED;
    }

    synchronized Prompts prompts(String target, Prompts person) {
        return new KnownSudo(person, wanted.getOrDefault(target, Optional.empty()), typed -> remember(target, typed));
    }

    private synchronized void remember(String target, char[] typed) {
        wanted.computeIfPresent(target, (t, before) -> Optional.of(typed));
    }
}
