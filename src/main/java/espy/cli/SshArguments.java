package espy.cli;

import espy.gateway.Root;
import espy.gateway.ssh.SshOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
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

    @Option(
            names = "--sudo",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "password-prompt",
            preprocessor = Attached.class,
            description =
                    "Become root with sudo, and ask for its password when it wants one; with "
                            + "=password-prompt ask before trying. Without this option Espy becomes root only where that needs no password.")
    private @Nullable String sudo;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "NAME=VALUE|FILE",
            description = "NAME=VALUE is an option as for ssh; may be repeated. "
                    + "For keys and snapshot, anything else is the file to write, readable by you alone.")
    private List<String> values = new ArrayList<>();

    /** The value of an option that may stand alone: only what is attached with = is one, the next word is not. */
    static final class Attached implements CommandLine.IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (!"=".equals(info.get("separator"))) {
                words.push("");
            }
            return false;
        }
    }

    /** Values of {@code -o} that are no options of {@code ssh}; a file with such a name is written {@code ./NAME=VALUE}. */
    List<String> files() {
        return values.stream().filter(v -> !PAIR.matcher(v).matches()).toList();
    }

    /** The one file to write; empty when none is named. */
    Optional<Path> file() {
        if (files().size() > 1) {
            throw wrong("-o names one file only, not " + String.join(" and ", files()) + ".");
        }
        return files().stream().findFirst().map(Path::of);
    }

    private Map<String, String> pairs() {
        var pairs = new HashMap<String, String>();
        for (String value : values) {
            var m = PAIR.matcher(value);
            if (m.matches()) {
                pairs.putIfAbsent(m.group(1).toLowerCase(Locale.ROOT), m.group(2));
            }
        }
        return pairs;
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
                identities, Optional.ofNullable(jump), Optional.ofNullable(port), Optional.ofNullable(config), pairs());
    }

    /** Whether root is wanted. */
    Root root() {
        if (sudo == null) {
            return Root.IF_FREE;
        }
        return switch (sudo) {
            case "" -> Root.WANTED;
            case "password-prompt" -> Root.ASK_FIRST;
            default ->
                throw wrong(
                        "--sudo takes no value but password-prompt. A password is never an argument: Espy asks for it.");
        };
    }

    /** Whether nothing may be asked. */
    boolean batch() {
        return pairs().getOrDefault("batchmode", "no").equalsIgnoreCase("yes");
    }
}
