package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import org.apache.sshd.common.SshException;
import org.jspecify.annotations.Nullable;

/** Turns what the SSH library says into what a person needs: what happened, why, and what to do next. */
final class Trouble {
    private Trouble() {}

    static GatewayException noAnswer(Hop hop) {
        return new GatewayException(
                "%s did not answer within %d s. Check the address and the port, or that a firewall lets SSH through."
                        .formatted(where(hop), hop.connectTimeout().toSeconds()));
    }

    static GatewayException of(Hop hop, IOException e, HostKeys keys, Identities identities) {
        if (!keys.refusal().isEmpty()) {
            return new GatewayException(keys.refusal(), e);
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            switch (t) {
                case UnknownHostException u -> {
                    return new GatewayException(
                            "The name %s cannot be resolved. Check its spelling, or your name server."
                                    .formatted(hop.host()),
                            e);
                }
                case UnresolvedAddressException u -> {
                    return new GatewayException(
                            "The name %s cannot be resolved. Check its spelling, or your name server."
                                    .formatted(hop.host()),
                            e);
                }
                case NoRouteToHostException n -> {
                    return new GatewayException(
                            "There is no way to %s from here. Check your network or VPN.".formatted(where(hop)), e);
                }
                case ConnectException c -> {
                    return connect(hop, c, e);
                }
                default -> {
                    // look at what caused it
                }
            }
        }
        String text = text(e);
        if (text.contains("No more authentication methods") || text.contains("authentication")) {
            return refused(hop, identities.unusable(), e);
        }
        if (text.toLowerCase(java.util.Locale.ROOT).contains("timeout")) {
            return noAnswer(hop);
        }
        return new GatewayException(
                "%s ended the connection before we were in. Is it really an SSH server, and does ssh -v %s work?"
                        .formatted(where(hop), hop.typed()),
                e);
    }

    private static GatewayException connect(Hop hop, ConnectException c, IOException e) {
        String text = String.valueOf(c.getMessage());
        if (text.contains("refused")) {
            return new GatewayException(
                    "%s refused the connection: nothing listens there. Check the port (-p), and that sshd runs."
                            .formatted(where(hop)),
                    e);
        }
        return text.contains("timed out")
                ? noAnswer(hop)
                : new GatewayException(
                        "There is no way to %s from here. Check your network or VPN.".formatted(where(hop)), e);
    }

    private static GatewayException refused(Hop hop, List<String> unusable, IOException e) {
        String more = unusable.isEmpty() ? "" : " Not usable: " + String.join(", ", unusable) + ".";
        return new GatewayException(
                "%s does not let %s in: it accepted no key of yours%s.%s Check the user, or name the key with -i."
                        .formatted(where(hop), hop.user(), hop.batch() ? "" : " and no password", more),
                e);
    }

    private static String text(@Nullable Throwable e) {
        var all = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            all.append(t instanceof SshException ? "" : " ")
                    .append(t.getMessage())
                    .append('\n');
        }
        return all.toString();
    }

    private static String where(Hop hop) {
        return hop.port() == 22 ? hop.host() : hop.host() + " port " + hop.port();
    }
}
