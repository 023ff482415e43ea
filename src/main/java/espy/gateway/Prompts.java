package espy.gateway;

import java.util.Optional;

/** Questions to the person while connecting. Called from a connection thread; may block until answered. */
public interface Prompts {
    /**
     * An unknown host key: may we trust it and remember it?
     *
     * @param host        as in known_hosts, {@code [host]:port} off port 22
     * @param fingerprint {@code SHA256:…} as ssh shows it
     */
    boolean trustHostKey(String host, String keyType, String fingerprint);

    /** A password, passphrase or keyboard-interactive answer; empty when the person gave up. {@code echo}: may be shown while typed. */
    Optional<char[]> ask(String prompt, boolean echo);

    /** The password of {@code sudo} on the gateway; empty when the person gave up. */
    default Optional<char[]> sudoPassword(String prompt) {
        return ask(prompt, false);
    }

    /** Something to know about the way to the gateway, one sentence; no answer is waited for. */
    default void notice(String sentence) {}

    /** Nobody is there to answer: every question is declined. */
    Prompts NOBODY = new Prompts() {
        @Override
        public boolean trustHostKey(String host, String keyType, String fingerprint) {
            return false;
        }

        @Override
        public Optional<char[]> ask(String prompt, boolean echo) {
            return Optional.empty();
        }
    };
}
