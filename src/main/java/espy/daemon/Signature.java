package espy.daemon;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of a log that is known.
 *
 * @param name     {@code daemon.what-it-says}, for example {@code charon.mac-mismatch}
 * @param daemon   {@code charon}, {@code pluto}, {@code racoon} or {@code kernel}
 * @param meaning  in plain words
 * @param severity {@code S1} tunnel or traffic down, {@code S2} intermittent or partial, {@code S3} degraded, {@code S4} not a fault
 * @param harmless whether healthy gateways write it, too
 * @param version  where versions differ; "" when they do not
 * @param examples lines that it matches
 */
public record Signature(
        String name,
        String daemon,
        Pattern regex,
        String meaning,
        String severity,
        boolean harmless,
        String version,
        List<String> examples) {
    public Signature {
        examples = List.copyOf(examples);
    }
}
