package espy.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import espy.gateway.Access;
import espy.gateway.CommandStream;
import espy.gateway.ConnectionLostException;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.gateway.Prompts;
import espy.gateway.Question;
import espy.gateway.Root;
import espy.gateway.RootRefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {
    private final List<Root> opened = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    /** A connection that may be lost, and that asks for sudo's password when root is wanted. */
    private static final class Line implements Gateway {
        private final Root root;
        private final Prompts prompts;
        private boolean lost;
        private boolean closed;

        Line(Root root, Prompts prompts) {
            this.root = root;
            this.prompts = prompts;
        }

        @Override
        public String name() {
            return "gw1";
        }

        @Override
        public Look look(List<Question> questions, Consumer<String> progress) throws GatewayException {
            if (lost || closed) {
                throw new ConnectionLostException("The connection to gw1 has ended.");
            }
            if (root == Root.WANTED
                    && prompts.sudoPassword("sudo password: ")
                            .filter(p -> new String(p).equals("right"))
                            .isEmpty()) {
                throw new RootRefusedException("We cannot be root.");
            }
            Access access = root == Root.WANTED ? Access.SUDO : Access.USER;
            return new Look(access, "ann", Instant.EPOCH, List.of());
        }

        @Override
        public CommandStream stream(String command) throws GatewayException {
            throw new GatewayException("not here");
        }

        @Override
        public Gateway as(Root other, Prompts asked) {
            return new Line(other, asked);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Connections connections = new Connections((target, root, prompts) -> {
        opened.add(root);
        lines.add(new Line(root, prompts));
        return new Target.Opened(lines.getLast(), true);
    });

    private Access look(String target, String password) throws Exception {
        var person = new Prompts() {
            @Override
            public boolean trustHostKey(String host, String keyType, String fingerprint) {
                return false;
            }

            @Override
            public Optional<char[]> ask(String prompt, boolean echo) {
                asked.add(prompt);
                return Optional.of(password.toCharArray());
            }
        };
        return connections
                .work(target, person, o -> o.gateway().look(List.of(), id -> {}))
                .access();
    }

    @Test
    void aPersonLogsInOnce() throws Exception {
        look("gw1", "");
        look("gw1", "");
        look("gw2", "");

        assertThat(opened).hasSize(2);
        connections.close();
        assertThat(lines).allMatch(l -> l.closed);
    }

    @Test
    void aLineThatWasLostMeanwhileIsMadeAnew() throws Exception {
        look("gw1", "");
        lines.getFirst().lost = true;

        assertThat(look("gw1", "")).isEqualTo(Access.USER);
        assertThat(opened).hasSize(2);
        assertThat(lines.getFirst().closed).isTrue();
    }

    @Test
    void aLineThatIsLostAtOnceIsSaid() {
        assertThatThrownBy(() -> connections.work("gw1", Prompts.NOBODY, o -> {
                    lines.getLast().lost = true;
                    return o.gateway().look(List.of(), id -> {});
                }))
                .isInstanceOf(ConnectionLostException.class);
        assertThat(opened).hasSize(1);
    }

    @Test
    void rootIsAskedForOnceAndKept() throws Exception {
        assertThat(look("gw1", "right")).isEqualTo(Access.USER);
        connections.becomeRoot("gw1");
        assertThat(look("gw1", "right")).isEqualTo(Access.SUDO);
        assertThat(look("gw1", "not asked any more")).isEqualTo(Access.SUDO);

        assertThat(opened).containsExactly(Root.IF_FREE); // the connection stayed
    }

    @ParameterizedTest
    @ValueSource(strings = {"gw1", "local"})
    void rootThatIsRefusedIsNotWantedAgain(String target) throws Exception {
        connections.becomeRoot(target);
        assertThatThrownBy(() -> look(target, "wrong")).isInstanceOf(RootRefusedException.class);

        assertThat(look(target, "")).isEqualTo(Access.USER);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatIsNoHostIsOpenedEachTime() throws Exception {
        look("local", "");
        look("local", "");

        assertThat(opened).hasSize(2);
        assertThat(lines).allMatch(l -> l.closed);
    }
}
