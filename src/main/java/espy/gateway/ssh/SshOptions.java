package espy.gateway.ssh;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person gave on the command line of {@code ssh}-like commands. It goes before the configuration file, as with {@code ssh}.
 *
 * @param identities key files ({@code -i}), tried first and in this order
 * @param jump       hosts to go through ({@code -J}), nearest first
 * @param port       {@code -p}
 * @param config     configuration file ({@code -F}); {@code none} means none
 * @param options    {@code -o NAME=VALUE}, names in lower case
 */
public record SshOptions(
        List<String> identities,
        Optional<String> jump,
        Optional<Integer> port,
        Optional<String> config,
        Map<String, String> options) {
    /** Nothing given: the configuration file decides. */
    public static final SshOptions NONE =
            new SshOptions(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public SshOptions {
        identities = List.copyOf(identities);
        options = Map.copyOf(options);
    }
}
