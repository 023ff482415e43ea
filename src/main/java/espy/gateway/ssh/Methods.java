package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ways to log in.
 *
 * @param names   of RFC 4252 and RFC 4256, in the order in which they are tried
 * @param prompts so often a password is asked for
 * @param batch   nothing may be asked
 */
record Methods(List<String> names, int prompts, boolean batch) {
    static final String PUBLIC_KEY = "publickey";
    static final String INTERACTIVE = "keyboard-interactive";
    static final String PASSWORD = "password";

    /** @param batch whether the person said so for the whole connection */
    static Methods of(Settings settings, boolean batch) throws GatewayException {
        boolean quiet = batch || settings.yes("batchmode", false);
        var allowed = new ArrayList<String>();
        if (publicKey(settings)) {
            allowed.add(PUBLIC_KEY);
        }
        if (settings.yes("kbdinteractiveauthentication", true)) {
            allowed.add(INTERACTIVE);
        }
        if (settings.yes("passwordauthentication", true)) {
            allowed.add(PASSWORD);
        }
        Optional<String> preferred = settings.first("preferredauthentications");
        List<String> names = preferred
                .map(p -> List.of(p.split(",", -1)).stream()
                        .map(String::strip)
                        .filter(allowed::contains)
                        .toList())
                .orElse(allowed);
        if (names.isEmpty()) {
            throw new GatewayException(
                    "The SSH options leave no way to log in%s. Espy can publickey, keyboard-interactive and password; allow one of them."
                            .formatted(preferred
                                    .map(p -> " (PreferredAuthentications is " + p + ")")
                                    .orElse("")));
        }
        return new Methods(List.copyOf(names), settings.number("numberofpasswordprompts", 3, 1, 100), quiet);
    }

    private static boolean publicKey(Settings settings) throws GatewayException {
        String word = settings.first("pubkeyauthentication").orElse("yes");
        return word.equalsIgnoreCase("unbound")
                || word.equalsIgnoreCase("host-bound")
                || settings.yes("pubkeyauthentication", true);
    }
}
