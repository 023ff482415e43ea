package espy.cli;

import espy.gateway.ssh.SshOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code ssh} that hold for every target that is reached by it. */
final class SshArguments {
    private static final Pattern PAIR = Pattern.compile("([A-Za-z]{2,40})\\s*[= ]\\s*(.*)");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "-i", paramLabel = "KEY", description = "Key file to log in with; may be repeated.")
    private List<String> identities = new ArrayList<>();

    @Option(names = "-J", paramLabel = "JUMP", description = "Go through these hosts, separated by commas.")
    private @Nullable String jump;

    @Option(names = "-p", paramLabel = "PORT", description = "Port of the SSH server.")
    private @Nullable Integer port;

    @Option(names = "-F", paramLabel = "CONFIG", description = "SSH configuration file; “none” for none.")
    private @Nullable String config;

    private final Map<String, String> options = new HashMap<>();

    /** Whether a value of {@code -o} is an option of {@code ssh} rather than the name of a file. */
    static boolean isOption(String value) {
        return PAIR.matcher(value).matches();
    }

    /** One value of {@code -o}. */
    void option(String value) {
        var m = PAIR.matcher(value);
        if (!m.matches()) {
            throw wrong("-o wants NAME=VALUE, as ssh does, not “" + value + "”.");
        }
        options.putIfAbsent(m.group(1).toLowerCase(Locale.ROOT), m.group(2));
    }

    ParameterException wrong(String sentence) {
        if (spec == null) {
            throw new IllegalStateException("this is a part of a command");
        }
        return new ParameterException(spec.commandLine(), sentence);
    }

    SshOptions options() {
        if (port != null && (port < 1 || port > 65535)) {
            throw wrong("-p wants a port from 1 to 65535.");
        }
        return new SshOptions(
                identities,
                Optional.ofNullable(jump),
                Optional.ofNullable(port),
                Optional.ofNullable(config),
                options);
    }

    /** Whether nothing may be asked. */
    boolean batch() {
        return options.getOrDefault("batchmode", "no").equalsIgnoreCase("yes");
    }
}
