package espy.daemon;

import java.time.Instant;
import java.util.List;

/**
 * A certificate that an IKE daemon has at hand.
 *
 * @param subject   its distinguished name
 * @param issuer    the distinguished name of who signed it
 * @param names     its subjectAltNames
 * @param notBefore from when on it is valid
 * @param notAfter  until when
 * @param authority whether it is that of a CA
 * @param hasKey    whether the daemon has its private key too: then it is this gateway's own
 */
public record Certificate(
        String subject,
        String issuer,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        boolean authority,
        boolean hasKey) {
    public Certificate {
        names = List.copyOf(names);
    }
}
