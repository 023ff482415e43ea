package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/**
 * One attempt to get in, and what a person needs to know when it fails: what happened, why, and what to do next.
 *
 * @param via the host that we go through
 */
record Trouble(
        Hop hop,
        Optional<Hop> via,
        HostKeys keys,
        Keyring keyring,
        Answers answers,
        Offered offered,
        Progress progress) {
    private static final int LONGEST_BANNER = 300;

    GatewayException noAnswer() {
        return new GatewayException(
                "%s did not answer within %d s. Check the address and the port, and that a firewall lets SSH through."
                        .formatted(hop.where(), hop.line().connectTimeout().toSeconds()));
    }

    /** The connection stands, and nothing comes. */
    GatewayException silent() {
        if (!progress.firstLine().isEmpty()) {
            return new GatewayException(notSsh());
        }
        return new GatewayException(
                "%s accepted the connection, but said nothing within %d s. Check the port: is it really an SSH server? It may also be overloaded."
                        .formatted(hop.where(), hop.line().connectTimeout().toSeconds()));
    }

    /** The server answers, but too slowly to ever let anybody in. */
    GatewayException slow(Duration most) {
        if (!keys.refusal().isEmpty()) {
            return new GatewayException(keys.refusal());
        }
        return new GatewayException(
                "%s speaks SSH, but %s was not finished within %d s. It may be overloaded or the network very slow: try again, or give it more time with -o ConnectTimeout=%d."
                        .formatted(
                                hop.where(),
                                progress.encrypted() ? "logging in" : "agreeing on a key",
                                most.toSeconds(),
                                hop.line().connectTimeout().multipliedBy(3).toSeconds()));
    }

    /** @param complaint the last line on standard error of the command; "" for none */
    GatewayException proxy(String complaint, IOException e) {
        return new GatewayException(
                "The ProxyCommand for %s did not reach an SSH server%s. Try by hand: %s"
                        .formatted(
                                hop.where(),
                                complaint.isEmpty() ? "" : "; it said “" + complaint + "”",
                                Said.clean(hop.line().command().orElse(""), LONGEST_BANNER)),
                e);
    }

    /** The host that we go through would not or could not connect us. */
    GatewayException notForwarded(IOException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SshChannelOpenException refused
                    && refused.getReasonCode() == SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED) {
                return new GatewayException(
                        "The jump host %s does not forward to %s: its sshd forbids it (AllowTcpForwarding, PermitOpen). Ask its admin, or take another jump host."
                                .formatted(jump(), hop.where()),
                        e);
            }
        }
        return new GatewayException(
                "The jump host %s did not connect us to %s: nothing answers there. Try: %s nc -vz %s %d"
                        .formatted(jump(), hop.where(), via.map(Hop::ssh).orElse("ssh"), hop.host(), hop.port()),
                e);
    }

    private String jump() {
        return via.map(Hop::typed).orElse("");
    }

    GatewayException of(IOException e) {
        if (!keys.refusal().isEmpty()) {
            return new GatewayException(keys.refusal(), e);
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            Optional<String> sentence = network(t);
            if (sentence.isPresent()) {
                return new GatewayException(sentence.get(), e);
            }
        }
        return new GatewayException(progress.version().isEmpty() ? unspoken(text(e)) : login(text(e)), e);
    }

    private Optional<String> network(Throwable t) {
        String text = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
        return switch (t) {
            case UnknownHostException u -> Optional.of(unresolved());
            case UnresolvedAddressException u -> Optional.of(unresolved());
            case NoRouteToHostException n -> Optional.of(noWay());
            case BindException b
            when hop.line().from().isPresent() ->
                Optional.of("This machine cannot connect from %s: it has no such address. Correct BindAddress."
                        .formatted(hop.line().from().get()));
            case ConnectException c
            when text.contains("refused") ->
                Optional.of("%s refused the connection: nothing listens there. Check the port (-p), and that sshd runs."
                        .formatted(hop.where()));
            case ConnectException c
            when text.contains("timed out") ->
                Optional.of(String.valueOf(noAnswer().getMessage()));
            case ConnectException c -> Optional.of(noWay());
            default -> Optional.empty();
        };
    }

    private String unresolved() {
        return switch (hop.line().family()) {
            case "inet" ->
                "The name %s has no IPv4 address here. Check its spelling, or AddressFamily.".formatted(hop.host());
            case "inet6" ->
                "The name %s has no IPv6 address here. Check its spelling, or AddressFamily.".formatted(hop.host());
            default -> "The name %s cannot be resolved. Check its spelling, or your name server.".formatted(hop.host());
        };
    }

    private String noWay() {
        return "There is no way to %s from here. Check your network or VPN.".formatted(hop.where());
    }

    private String unspoken(String text) {
        if (text.contains("Incorrect identification") && progress.firstLine().isEmpty()) {
            return "%s answers, but not with anything that is SSH. Check the port (-p): another kind of server listens there."
                    .formatted(hop.where());
        }
        return progress.firstLine().isEmpty()
                ? "%s ended the connection before it said anything. Check the port: is it an SSH server? It may also be too busy, or not want your address."
                        .formatted(hop.where())
                : notSsh();
    }

    private String notSsh() {
        return "%s did not answer as an SSH server does; it said “%s”. Check the port (-p); if it is right, the server may be too busy."
                .formatted(hop.where(), progress.firstLine());
    }

    private String login(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (progress.version().startsWith("SSH-1") && !progress.version().startsWith("SSH-1.99")) {
            return "%s speaks only version 1 of SSH (%s), which is broken. Bring its SSH server up to date."
                    .formatted(hop.where(), progress.version());
        }
        if (!progress.encrypted()) {
            return progress.negotiation()
                    .flatMap(n -> n.sentence(
                            hop.where(),
                            HostSpec.of(hop.typed()).map(HostSpec::host).orElse(hop.host())))
                    .orElseGet(() -> unencrypted(lower));
        }
        if (answers.expired()) {
            return "The password of %s on %s has expired and must be changed first. Log in once with: %s"
                    .formatted(hop.user(), hop.where(), hop.ssh());
        }
        if (lower.contains("too many authentication failures")) {
            return refused()
                    + " It stopped after too many attempts: name the one right key with -i, and use -o IdentitiesOnly=yes.";
        }
        if (lower.contains("authentication method")) {
            return refused() + banner();
        }
        return "%s ended the connection before we were in%s. Its log says why; or try: %s -v%s"
                .formatted(hop.where(), farewell(), hop.ssh(), banner());
    }

    private String unencrypted(String lower) {
        boolean garbage = lower.contains("invalid") || lower.contains("corrupt") || lower.contains("unexpected");
        return garbage
                ? "%s says that it speaks SSH (%s), but what it sends is not SSH. Something in between may change the connection; try from another network."
                        .formatted(hop.where(), progress.version())
                : "%s speaks SSH (%s), but ended the connection before keys were exchanged%s. It may be too busy, or not want your address; try again, or: %s -v"
                        .formatted(hop.where(), progress.version(), farewell(), hop.ssh());
    }

    private String farewell() {
        return progress.farewell().isEmpty() ? "" : " (“" + progress.farewell() + "”)";
    }

    /** Often the reason why nobody gets in stands there. */
    private String banner() {
        return answers.banner().isEmpty() ? "" : " It says: “" + Said.clean(answers.banner(), LONGEST_BANNER) + "”";
    }

    private String refused() {
        Tries tries = keyring.tries();
        var tried = new ArrayList<String>(tries.offered());
        int fromAgent = tries.fromAgent();
        if (fromAgent > 0) {
            tried.addFirst(fromAgent == 1 ? "one key of your agent" : fromAgent + " keys of your agent");
        }
        if (answers.tried()) {
            tried.add("what was typed");
        }
        return "%s does not let %s in: %s.%s%s%s Check the user name, or name the right key with -i."
                .formatted(
                        hop.where(),
                        hop.user(),
                        tried.isEmpty()
                                ? "there was nothing to try" + wanted()
                                : "it did not accept " + String.join(", ", tried),
                        answers.gaveUp() ? " No password was given." : "",
                        keys.doubtful() ? " No password was tried, because its host key has changed." : "",
                        unusable(tries.unusable()));
    }

    private String wanted() {
        String names = String.join(", ", offered.names());
        return names.isEmpty()
                ? ""
                : offered.onlyForeign()
                        ? " (it takes only " + names + ", which Espy does not do)"
                        : " (it takes " + names + ")";
    }

    private static String unusable(List<String> files) {
        return files.isEmpty() ? "" : " Not usable: " + String.join(", ", files) + ".";
    }

    private static String text(IOException e) {
        var all = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            all.append(t.getMessage()).append('\n');
        }
        return all.toString();
    }
}
