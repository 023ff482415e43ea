package espy.probe;

import espy.base.Address;
import espy.base.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Traffic that Espy sends on purpose, with consent, and what is captured beside it. Everything in it is an address, a network, a port or a plain name,
 * so that it can stand in a command.
 *
 * @param from     one of the gateway's own addresses inside the local selector; absent when it has none
 * @param wanted   the host here whose traffic is in trouble, where a person named one
 * @param to       a host inside the remote selector; absent when nobody named one: then nothing is sent
 * @param port     TCP source port, 2000–2999
 * @param initiate command that asks the daemon to bring the tunnel up; absent when that was not allowed or cannot be said
 * @param peer     outer address of the peer; absent when it is not an address
 * @param local    our outer address; absent when not known
 * @param here     networks of the local selector
 * @param there    networks of the remote selector
 */
public record Stimulus(
        Optional<Address> from,
        Optional<Address> wanted,
        Optional<Address> to,
        int port,
        Optional<String> initiate,
        Optional<Address> peer,
        Optional<Address> local,
        List<Prefix> here,
        List<Prefix> there) {
    /** Source ports by which an administrator recognises what Espy sends. */
    public static final int FIRST_PORT = 2000;

    public static final int PORTS = 1000;

    /** Names of connections that may stand in a command. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    public Stimulus {
        here = List.copyOf(here);
        there = List.copyOf(there);
    }

    /**
     * The command by which a daemon brings a connection up; empty when this is not known for the daemon, or a name is not plain.
     *
     * @param daemon  {@code strongswan} or {@code libreswan}
     * @param dialect {@code swanctl} or {@code ipsec.conf}
     * @param child   of a swanctl connection
     */
    public static Optional<String> initiate(String daemon, String dialect, String connection, String child) {
        if (!NAME.matcher(connection).matches()) {
            return Optional.empty();
        }
        return switch (daemon) {
            case "strongswan" ->
                dialect.equals("swanctl")
                        ? Optional.of(child)
                                .filter(c -> NAME.matcher(c).matches())
                                .map(c -> "swanctl --initiate --child '" + c + "' --ike '" + connection
                                        + "' --timeout 8 2>&1 | tail -n 40")
                        : Optional.of("ipsec up '" + connection + "' 2>&1 | tail -n 40");
            case "libreswan" ->
                Optional.of("ipsec whack --name '" + connection + "' --initiate --asynchronous 2>&1 | tail -n 40");
            default -> Optional.empty();
        };
    }

    /** The same without anything that is sent: for the end that only listens. */
    public Stimulus silent() {
        return new Stimulus(
                Optional.empty(), Optional.empty(), Optional.empty(), port, Optional.empty(), peer, local, here, there);
    }
}
