package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import espy.gateway.GatewayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.PromptEntry;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and one-time codes, which OpenSSH's server would take from the system's accounts: a server of our own asks for them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PasswordTest {
    private static final String PASSWORD = "open sesame";

    @TempDir
    Path folder;

    private SshServer server;

    @BeforeEach
    void prepare() throws Exception {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256)));
        server.setPasswordAuthenticator((user, given, session) -> given.equals(PASSWORD));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    private void login(UserAuthFactory method, Person person) throws Exception {
        server.setUserAuthFactories(List.of(method));
        server.start();
        var options = new SshOptions(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("none"),
                Map.of(
                        "userknownhostsfile", folder.resolve("known_hosts").toString(),
                        "stricthostkeychecking", "accept-new",
                        "identityfile", "none",
                        "identityagent", "none"));
        SshGateway.connect("ann@127.0.0.1:" + server.getPort(), options, person).close();
    }

    @Test
    void aWrongPasswordMayBeCorrected() throws Exception {
        var person = new Person(false, "wrong", PASSWORD);
        login(UserAuthPasswordFactory.INSTANCE, person);

        assertThat(person.asked)
                .containsExactly(
                        "Password for ann@127.0.0.1: ", "Wrong password, try again. Password for ann@127.0.0.1: ");
    }

    @Test
    void threeWrongPasswordsAreEnough() {
        var person = new Person(false, "1", "2", "3", PASSWORD);
        assertThatThrownBy(() -> login(UserAuthPasswordFactory.INSTANCE, person))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("does not let ann in: it did not accept what was typed.");
        assertThat(person.asked).hasSize(3);
    }

    @Test
    void whoGivesUpIsNotAskedAgain() {
        var person = new Person(false);
        assertThatThrownBy(() -> login(UserAuthPasswordFactory.INSTANCE, person))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining(
                        "does not let ann in: there was nothing to try (it takes password). No password was given.");
        assertThat(person.asked).hasSize(1);
    }

    @Test
    void aPasswordAndACodeAreAskedAsTheServerPutsIt() throws Exception {
        server.setKeyboardInteractiveAuthenticator(new DefaultKeyboardInteractiveAuthenticator() {
            @Override
            public InteractiveChallenge generateChallenge(
                    ServerSession session, String user, String lang, String subMethods) {
                var challenge = new InteractiveChallenge();
                challenge.setInteractionName("login");
                challenge.addPrompt(new PromptEntry("Password: ", false));
                challenge.addPrompt(new PromptEntry("Code\u001b[2J: ", true));
                return challenge;
            }

            @Override
            public boolean authenticate(ServerSession session, String user, List<String> answers) {
                return answers.equals(List.of(PASSWORD, "123456"));
            }
        });
        var person = new Person(false, PASSWORD, "000000", PASSWORD, "123456");
        login(UserAuthKeyboardInteractiveFactory.INSTANCE, person);

        assertThat(person.asked)
                .containsExactly(
                        "(ann@127.0.0.1) login – Password: ",
                        "(ann@127.0.0.1) Code [2J: ",
                        "(ann@127.0.0.1) login – Password: ",
                        "(ann@127.0.0.1) Code [2J: ");
    }
}
