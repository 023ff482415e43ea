package espy.cli;

import espy.base.Address;
import espy.checklist.Clean;
import espy.run.Stir;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that allow an active look and say where it sends to. */
final class StirArguments {
    @Option(
            names = "--active",
            paramLabel = "initiate",
            arity = "0..1",
            fallbackValue = "traffic",
            description = {
                "Consent to send a few packets through the tunnel (pings, and TCP from ports 2000-2999) and to capture beside them;",
                "with =initiate the daemon may also be asked to bring the tunnel up. Nothing is changed on the gateway."
            })
    private @Nullable String active;

    @Option(names = "--from", paramLabel = "A", description = "A host here whose traffic is in trouble, for --active.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "A", description = "A host behind the peer, for --active.")
    private @Nullable String to;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long --active listens where the tunnel carries nothing, 1-60 (default 8).")
    private int seconds = Stir.USUAL_SECONDS;

    /** The consent that was given; absent when none was. */
    Optional<Stir> consent(SshArguments ssh) {
        if (active == null) {
            if (from != null || to != null) {
                throw ssh.wrong("--from and --to say where --active sends to; without --active nothing is sent.");
            }
            return Optional.empty();
        }
        if (!active.equals("traffic") && !active.equals("initiate")) {
            throw ssh.wrong("--active is written without a value, or --active=initiate.");
        }
        if (seconds < 1 || seconds > Stir.MOST_SECONDS) {
            throw ssh.wrong("--seconds wants a number from 1 to " + Stir.MOST_SECONDS + ".");
        }
        return Optional.of(
                new Stir(active.equals("initiate"), address(ssh, "--from", from), address(ssh, "--to", to), seconds));
    }

    private static Optional<Address> address(SshArguments ssh, String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var address = Address.parse(text);
        if (address.isEmpty()) {
            throw ssh.wrong(option + " wants an IP address, not “" + Clean.line(text) + "”.");
        }
        return address;
    }
}
