package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Answer.Outcome;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.gateway.Prompts;
import espy.gateway.Question;
import espy.gateway.Root;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to become root, and every login shell, on a real OpenSSH server with real sudo and doas. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AccountsTest {
    @TempDir
    private static Path folder;

    private static Accounts accounts;

    @BeforeAll
    static void start() throws Exception {
        Accounts.assumePossible();
        Path ash = folder.resolve("ash");
        Files.createSymbolicLink(ash, Path.of("/usr/bin/busybox"));
        accounts = Accounts.start(
                folder,
                List.of(
                        new Accounts.User("plain", "/bin/bash"),
                        new Accounts.User("free", "/bin/bash"),
                        new Accounts.User("pass", "/bin/bash"),
                        new Accounts.User("once", "/bin/dash"),
                        new Accounts.User("some", "/bin/sh"),
                        new Accounts.User("tty", "/bin/sh"),
                        new Accounts.User("doer", "/bin/sh"),
                        new Accounts.User("askdoer", "/bin/sh"),
                        new Accounts.User("dash", "/bin/dash"),
                        new Accounts.User("bash", "/bin/bash"),
                        new Accounts.User("zsh", "/usr/bin/zsh"),
                        new Accounts.User("fish", "/usr/bin/fish"),
                        new Accounts.User("ash", ash.toString()),
                        new Accounts.User("rbash", "/usr/bin/rbash"),
                        new Accounts.User("none", "/usr/sbin/nologin"),
                        new Accounts.User("forced", "/bin/sh"),
                        new Accounts.User("old", "/bin/sh", "1:0:10:7:::"),
                        new Accounts.User("gone", "/bin/sh", "19000:0:99999:7::1:")),
                """
                root ALL=(ALL:ALL) ALL
                pass,once,old,dash,bash,zsh,fish,ash ALL=(ALL:ALL) ALL
                free ALL=(ALL:ALL) NOPASSWD: ALL
                some ALL=(root) NOPASSWD: /usr/sbin/ip
                tty ALL=(ALL:ALL) NOPASSWD: ALL
                Defaults:tty requiretty
                Defaults:once passwd_tries=1
                """,
                """
                permit nopass doer
                permit askdoer
                """);
    }

    @AfterAll
    static void stop() {
        if (accounts != null) {
            accounts.close();
        }
    }

    private static Question ask(String id, String script, boolean root) {
        return new Question(id, script, root, Duration.ofSeconds(20), 10_000);
    }

    private static final List<Question> QUESTIONS = List.of(
            ask("WHO", "id -un", false),
            ask("ROOT", "id -u; echo \"$-\"", true),
            ask("LAST", "echo 'it'\\''s \"$0\"'", false));

    private static Look look(String user, Root root, Prompts prompts) throws Exception {
        try (var gateway = accounts.connect(user, root, prompts)) {
            return gateway.look(QUESTIONS, id -> {});
        }
    }

    private static void isRoot(Look look) {
        assertThat(look.answers()).extracting(Answer::outcome).containsOnly(Outcome.DONE);
        assertThat(look.answers().get(1).out()).startsWith("0\n");
        assertThat(look.answers().get(2).out()).isEqualTo("it's \"$0\"\n");
    }

    private static String needsRoot(Look look) {
        Answer a = look.answers().get(1);
        assertThat(look.access()).isEqualTo(Access.USER);
        assertThat(a.outcome()).isEqualTo(Outcome.NEEDS_ROOT);
        assertThat(look.answers().get(0).out()).isEqualTo(look.user() + "\n");
        return espy.gateway.NotRoot.of(a.err()).sentence();
    }

    @Test
    void sudoWithoutPassword() throws Exception {
        Look look = look("free", Root.IF_FREE, Prompts.NOBODY);

        assertThat(look.access()).isEqualTo(Access.SUDO);
        assertThat(look.user()).isEqualTo("free");
        isRoot(look);
    }

    @Test
    void doasWithoutPassword() throws Exception {
        Look look = look("doer", Root.IF_FREE, Prompts.NOBODY);

        assertThat(look.access()).isEqualTo(Access.DOAS);
        isRoot(look);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain   | sudo asks for a password; add --sudo", // it says only afterwards that the answer would not
                // matter
                "pass    | sudo asks for a password; add --sudo",
                "some    | sudo asks for a password",
                "tty     | sudo insists on a terminal (requiretty)",
            })
    void whoIsNotRootIsToldWhy(String user, String why) throws Exception {
        assertThat(needsRoot(look(user, Root.IF_FREE, Prompts.NOBODY))).startsWith(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WANTED", "ASK_FIRST"})
    void sudoWithAPassword(Root root) throws Exception {
        var person = new Person(false, Accounts.PASSWORD);
        Look look = look("pass", root, person);

        assertThat(look.access()).isEqualTo(Access.SUDO);
        assertThat(look.user()).isEqualTo("pass");
        isRoot(look);
        assertThat(person.asked).containsExactly("sudo password on pass@127.0.0.1: ");
    }

    @Test
    void aPasswordThatSudoDoesNotWantIsNoCommand() throws Exception {
        String file = accounts.home("free").resolve("harm").toString();
        Look look = look("free", Root.ASK_FIRST, new Person(false, "touch " + file));

        isRoot(look);
        assertThat(Path.of(file)).doesNotExist();
    }

    @Test
    void thePasswordIsAskedForOnceForManyLooksAndStreams() throws Exception {
        var person = new Person(false, Accounts.PASSWORD);
        try (var gateway = accounts.connect("pass", Root.WANTED, person)) {
            isRoot(gateway.look(QUESTIONS, id -> {}));
            isRoot(gateway.look(QUESTIONS, id -> {}));
            try (var stream = gateway.stream("id -u; read -r never </dev/zero")) {
                assertThat(stream.readNBytes(2))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("0\n");
                assertThat(accounts.shows("ESPY_GUARD")).isTrue();
                assertThat(accounts.shows(Accounts.PASSWORD)).isFalse();
            }
            try (var stream = gateway.stream("id -u")) {
                assertThat(stream.readAllBytes())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("0\n");
                assertThat(stream.complaint()).isEmpty();
            }
        }
        assertThat(person.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass", "once"})
    void aWrongPasswordIsAskedForAgain(String user) throws Exception {
        var person = new Person(false, "wrong", "", Accounts.PASSWORD);
        isRoot(look(user, Root.WANTED, person));

        assertThat(person.asked)
                .containsExactly(
                        "sudo password on %s@127.0.0.1: ".formatted(user),
                        "Wrong password, try again. sudo password on %s@127.0.0.1: ".formatted(user),
                        "Wrong password, try again. sudo password on %s@127.0.0.1: ".formatted(user));
    }

    @Test
    void threeWrongPasswordsAreEnough() {
        var person = new Person(false, "a", "b", "c", Accounts.PASSWORD);
        assertThatThrownBy(() -> look("pass", Root.WANTED, person))
                .isInstanceOf(GatewayException.class)
                .hasMessage("We cannot be root on pass@127.0.0.1: sudo did not accept the password.");
        assertThat(person.asked).hasSize(3);
    }

    @Test
    void nobodyToAskIsSaid() {
        assertThatThrownBy(() -> look("pass", Root.WANTED, Prompts.NOBODY))
                .isInstanceOf(GatewayException.class)
                .hasMessageStartingWith("sudo on pass@127.0.0.1 asks for a password, and none was given.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | WANTED    | this user may not run everything by sudo",
                "plain | ASK_FIRST | this user may not run everything by sudo",
                "old   | WANTED    | the account is locked or expired",
                "old   | ASK_FIRST | the account is locked or expired",
                "tty   | WANTED    | sudo insists on a terminal (requiretty)",
                "tty   | ASK_FIRST | sudo insists on a terminal (requiretty)",
            })
    void rootThatIsRefusedIsSaid(String user, Root root, String why) {
        assertThatThrownBy(() -> look(user, root, new Person(false, Accounts.PASSWORD)))
                .isInstanceOf(GatewayException.class)
                .hasMessageStartingWith("We cannot be root on %s@127.0.0.1: %s".formatted(user, why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "zsh", "fish", "ash"})
    void everyLoginShellTakesOurCommands(String shell) throws Exception {
        needsRoot(look(shell, Root.IF_FREE, Prompts.NOBODY));
        isRoot(look(shell, Root.WANTED, new Person(false, Accounts.PASSWORD)));
        try (var gateway = accounts.connect(shell, Root.IF_FREE, Prompts.NOBODY);
                var stream = gateway.stream("echo \"it's $((6 * 7))\"")) {
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("it's 42\n");
        }
    }

    @Test
    void aRestrictedShellThatAllowsShIsEnough() throws Exception {
        needsRoot(look("rbash", Root.IF_FREE, Prompts.NOBODY));
    }

    @Test
    void rcFilesThatPrintAndBreakThingsDoNoHarm() throws Exception {
        Path rc = accounts.home("bash").resolve(".bashrc");
        try {
            Files.writeString(
                    rc,
                    "set -u; set -o noclobber; echo welcome; printf 'no line end'; export LC_ALL=de_DE.UTF-8 IFS=: n=7\n");
            needsRoot(look("bash", Root.IF_FREE, Prompts.NOBODY));
        } finally {
            Files.deleteIfExists(rc);
        }
    }

    @Test
    void anAccountWithoutAShellRepeatsWhatItSays() {
        assertThatThrownBy(() -> look("none", Root.IF_FREE, Prompts.NOBODY))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("did not start a POSIX shell")
                .hasMessageContaining("It said: “This account is currently not available.”");
    }

    @Test
    void aForcedCommandIsRepeated() {
        assertThatThrownBy(() -> look("forced", Root.IF_FREE, Prompts.NOBODY))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("It said: “only backups here”");
    }

    @Test
    void anExpiredAccountIsNotLetIn() {
        assertThatThrownBy(() -> look("gone", Root.IF_FREE, Prompts.NOBODY))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("does not let gone in");
    }

    @Test
    void nothingIsLeftRunning() throws Exception {
        look("pass", Root.ASK_FIRST, new Person(false, Accounts.PASSWORD));
        while (!accounts.running().isEmpty()) {
            Thread.sleep(20);
        }
    }
}
