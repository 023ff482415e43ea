package espy.daemon;

import java.util.List;

/** What one status command says: the connections that are loaded and the SAs that are there. */
public record Status(List<Connection> connections, List<IkeSa> sas) {
    public Status {
        connections = List.copyOf(connections);
        sas = List.copyOf(sas);
    }
}
