package espy.daemon;

import java.util.List;
import java.util.Optional;

/**
 * One configured IKE connection, the same for all daemons. Strings are as the daemon prints them; an empty list or string means that it
 * says nothing about it (its default holds).
 *
 * @param version       {@code 1}, {@code 2} or "" for both
 * @param local         our addresses; {@code %any} means any
 * @param remote        the peer's addresses or names
 * @param localAuth     {@code psk}, {@code pubkey}, {@code eap}, … or ""
 * @param proposals     IKE proposals as configured, for example {@code aes256-sha256-modp2048}
 * @param where         {@code file:line} for connections from configuration files
 */
public record Connection(
        String name,
        String version,
        List<String> local,
        List<String> remote,
        String localId,
        String remoteId,
        String localAuth,
        String remoteAuth,
        List<String> proposals,
        boolean aggressive,
        List<Child> children,
        Optional<String> where) {

    /**
     * What one CHILD_SA of the connection may carry.
     *
     * @param mode        {@code tunnel}, {@code transport}, {@code beet}, {@code pass}, {@code drop} or ""
     * @param localTs     local traffic selectors
     * @param proposals   ESP proposals as configured
     * @param startAction {@code none}, {@code trap}, {@code start}, {@code trap|start}, or ""
     */
    public record Child(
            String name,
            String mode,
            List<String> localTs,
            List<String> remoteTs,
            List<String> proposals,
            String startAction,
            Optional<String> ifId,
            Optional<String> mark) {}
}
