package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.daemon.Connection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationsTest {
    private static Connection connection(String localId, String remoteId) {
        return new Connection(
                "t",
                "2",
                List.of(),
                List.of(),
                localId,
                remoteId,
                "psk",
                "psk",
                List.of(),
                false,
                List.of(),
                Optional.empty());
    }

    private static List<String> broken(Connection mine, Connection its) {
        return Configurations.of(mine, its, Configurations.Names.PEERS).stream()
                .filter(r -> !r.holds())
                .map(Relation::relation)
                .toList();
    }

    @Test
    void anIdentityThatStandsForManyIsNotCompared() {
        var its = connection("left.example.org", "right.example.org");
        assertThat(broken(connection("@right.example.org", "left.example.org"), its))
                .isEmpty();
        assertThat(broken(connection("right.example.org", "*.example.org"), its))
                .isEmpty();
        assertThat(broken(connection("right.example.org", "%any"), its)).isEmpty();
        assertThat(broken(connection("right.example.org", "hub.example.org"), its))
                .containsExactly("remote-id");
    }
}
