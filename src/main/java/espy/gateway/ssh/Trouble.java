package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One attempt to get in, and what a person needs to know when it fails: what happened, why, and what to do next.
 *
 * @param via the host that we go through
 */
record Trouble(Hop hop, Optional<Hop> via, HostKeys keys, Identities identities, Answers answers, Agent agent) {
    GatewayException noAnswer() {
        return new GatewayException(
                "%s did not answer within %d s. Check the address and the port, and that a firewall lets SSH through."
                        .formatted(hop.where(), hop.connectTimeout().toSeconds()));
    }

    GatewayException silent() {
        return new GatewayException(
                "%s accepted the connection, but said nothing within %d s. Check the port: is it really an SSH server? It may also be overloaded."
                        .formatted(hop.where(), hop.connectTimeout().toSeconds()));
    }

    /** @param spoken whether the server had said that it speaks SSH */
    GatewayException of(IOException e, boolean spoken) {
        if (!keys.refusal().isEmpty()) {
            return new GatewayException(keys.refusal(), e);
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            Optional<String> sentence = network(t);
            if (sentence.isPresent()) {
                return new GatewayException(sentence.get(), e);
            }
        }
        return new GatewayException(spoken ? login(text(e)) : unspoken(), e);
    }

    private Optional<String> network(Throwable t) {
        String text = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
        return switch (t) {
            case UnknownHostException u -> Optional.of(unresolved());
            case UnresolvedAddressException u -> Optional.of(unresolved());
            case NoRouteToHostException n -> Optional.of(noWay());
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
        return "The name %s cannot be resolved. Check its spelling, or your name server.".formatted(hop.host());
    }

    private String noWay() {
        return "There is no way to %s from here. Check your network or VPN.".formatted(hop.where());
    }

    private String unspoken() {
        return via.map(v ->
                        "The jump host %s did not connect us to %s: nothing answers there, or it may not forward. Try: %s nc -vz %s %d"
                                .formatted(v.typed(), hop.where(), v.ssh(), hop.host(), hop.port()))
                .orElseGet(() ->
                        "%s ended the connection before it said anything. Check the port: is it an SSH server? It may also be too busy, or not want your address."
                                .formatted(hop.where()));
    }

    private String login(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("unable to negotiate") || lower.contains("negotiat")) {
            return "%s and Espy have no common algorithm: the server may be very old. Look at: %s -v"
                    .formatted(hop.where(), hop.ssh());
        }
        if (lower.contains("too many authentication failures")) {
            return refused()
                    + " It stopped after too many attempts: name the one right key with -i, and use -o IdentitiesOnly=yes.";
        }
        if (lower.contains("authentication method")) {
            return refused();
        }
        if (lower.contains("timeout") || lower.contains("timed out")) {
            return "%s speaks SSH, but logging in was not finished in time. Try again.".formatted(hop.where());
        }
        return "%s ended the connection before we were in. Its log says why; or try: %s -v"
                .formatted(hop.where(), hop.ssh());
    }

    private String refused() {
        var tried = new ArrayList<String>(identities.tried());
        if (agent.offered() > 0) {
            tried.addFirst(agent.offered() == 1 ? "one key of your agent" : agent.offered() + " keys of your agent");
        }
        if (answers.tried()) {
            tried.add("what was typed");
        }
        return "%s does not let %s in: %s.%s%s Check the user name, or name the right key with -i."
                .formatted(
                        hop.where(),
                        hop.user(),
                        tried.isEmpty() ? "there was nothing to try" : "it did not accept " + String.join(", ", tried),
                        answers.gaveUp() ? " No password was given." : "",
                        unusable(identities.unusable()));
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
