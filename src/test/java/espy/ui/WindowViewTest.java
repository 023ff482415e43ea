package espy.ui;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import espy.probe.Snapshot;
import espy.run.Run;
import espy.ui.part.Theme;
import espy.ui.shell.Dialogs;
import espy.ui.shell.Phase;
import espy.ui.shell.Screen;
import espy.wireshark.WiresharkVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole window on a fake backend. */
class WindowViewTest extends FxTest {
    private final Fake backend = new Fake();
    private final AtomicReference<EspyWindow> made = new AtomicReference<>();

    @Override
    protected Parent view() {
        var dialogs = new Dialogs(this::stage);
        var window = new EspyWindow(
                backend, dialogs, Platform::runLater, new Theme(), () -> WiresharkVersion.USUAL, _ -> {});
        window.shell().phase().subscribe(p -> {
            if (!(p instanceof Phase.Looking)) {
                dialogs.close();
            }
        });
        made.set(window);
        return window.view();
    }

    /** What the window asks of the program, answered as each test wants. */
    private static final class Fake implements Backend {
        private volatile String risen = "";
        private volatile Answerer answerer = (_, _) -> Sample.pskMismatch();

        interface Answerer {
            Run answer(Request request, Prompts prompts) throws GatewayException, InterruptedException;
        }

        @Override
        public List<String> saved() {
            return List.of("root@fra-gw1");
        }

        @Override
        public List<String> sshHosts() {
            return List.of();
        }

        @Override
        public List<Scenario> scenarios() {
            return List.of();
        }

        @Override
        public Run run(Request request, Prompts prompts, Consumer<String> progress)
                throws GatewayException, InterruptedException {
            return answerer.answer(request, prompts);
        }

        @Override
        public void watch(String target, Prompts prompts, Consumer<Snapshot> seen) {
            seen.accept(Samples.tables(0));
            seen.accept(Samples.tables(1));
        }

        @Override
        public void becomeRoot(String target) {
            risen = target;
        }
    }

    private void connect() {
        interact(() -> made.get().shell().connect("root@fra-gw1"));
    }

    private void connected() throws Exception {
        connect();
        eventually(() -> made.get().shell().phase().get() instanceof Phase.Done);
    }

    private Screen screen() {
        return made.get().shell().screen().get();
    }

    private boolean there(String id) {
        return lookup(id).tryQuery().isPresent();
    }

    private String text(String id) {
        return lookup(id).<Label>query().getText();
    }

    private void fire(String id) {
        interact(() -> lookup(id).<Button>query().fire());
    }

    @Test
    void keysLeadFromScreenToScreenAndToTheFilter() throws Exception {
        connected();
        push(KeyCode.CONTROL, KeyCode.DIGIT3);
        assertThat(screen()).isEqualTo(Screen.TUNNELS);
        TableView<?> table = lookup("#tunnels").queryTableView();
        assertThat(table.getItems()).hasSize(3);
        assertThat(text("#tunnel-title")).isEqualTo("muc/muc-net");

        push(KeyCode.CONTROL, KeyCode.F);
        write("gcm");
        eventually(() -> table.getItems().size() == 1);
        push(KeyCode.ESCAPE);
        eventually(() -> table.getItems().size() == 3);

        push(KeyCode.DOWN); // into the table
        push(KeyCode.DOWN);
        eventually(() -> text("#tunnel-title").equals("10.1.8.0/24 ⇄ 172.20.0.0/20"));
        assertThat(lookup("#tunnel-problems").tryQuery()).isPresent();
        push(KeyCode.CONTROL, KeyCode.C);
        assertThat(copied()).startsWith("no SA\t").contains("198.51.100.77");

        push(KeyCode.CONTROL, KeyCode.L);
        assertThat(screen()).isEqualTo(Screen.WELCOME);
        TextField target = lookup("#target").query();
        assertThat(target.isFocused()).isTrue();
    }

    @Test
    void aTunnelsKeysAndRatesAreThereWhenAskedFor() throws Exception {
        connected();
        push(KeyCode.CONTROL, KeyCode.DIGIT3);
        String key = "0x1f40fc92da241694750979ee6cf582f2d5d7d28e18335de05abc54d0560e0f5302860c65";
        assertThat(lookup(key).tryQuery()).isEmpty();
        interact(() -> lookup("#show-tunnel-keys").<ToggleButton>query().fire());
        assertThat(lookup(key).tryQuery()).isPresent();
        fire("#copy-tunnel");
        assertThat(copied()).contains(key);
        push(KeyCode.CONTROL, KeyCode.DIGIT2);
        push(KeyCode.CONTROL, KeyCode.DIGIT3);
        assertThat(lookup(key).tryQuery()).isEmpty();

        interact(() -> lookup("#watch").<ToggleButton>query().fire());
        eventually(() -> lookup("10.0 kB/s").tryQuery().isPresent());
        interact(() -> lookup("#tunnels").query().requestFocus());
        push(KeyCode.ENTER);
        assertThat(lookup("#tunnel-detail").query().isFocused()).isTrue();
        push(KeyCode.ESCAPE);
        assertThat(lookup("#tunnels").query().isFocused()).isTrue();
    }

    @Test
    void rootIsOneKeyAway() throws Exception {
        backend.answerer = (request, _) -> backend.risen.isEmpty() ? Sample.unprivileged() : Sample.pskMismatch();
        connected();
        assertThat(text("#access")).isEqualTo("user, not root");
        assertThat(lookup("#become-root").query().isVisible()).isTrue();

        push(KeyCode.CONTROL, KeyCode.U);
        eventually(() -> text("#access").equals("sudo"));
        assertThat(backend.risen).isEqualTo("root@fra-gw1");
        assertThat(lookup("#become-root").query().isVisible()).isFalse();
    }

    private String copied() {
        var text = new AtomicReference<String>("");
        interact(() -> text.set(Clipboard.getSystemClipboard().getString()));
        return text.get();
    }

    @Test
    void keysStayDotsUntilTheButtonIsPressed() throws Exception {
        connected();
        push(KeyCode.CONTROL, KeyCode.DIGIT4);
        String key = made.get()
                .keys()
                .page()
                .get()
                .orElseThrow()
                .table()
                .rows()
                .getFirst()
                .encryptionKey();
        assertThat(lookup(key).tryQuery()).isEmpty();
        assertThat(lookup("••••••••").tryQuery()).isPresent();

        interact(() -> lookup("#show-keys").<ToggleButton>query().fire());
        eventually(() -> lookup(key).tryQuery().isPresent());
        fire("#copy-keys");
        assertThat(copied()).contains(key);
        assertThat(text("#keys-result")).startsWith("Copied");

        push(KeyCode.F5);
        eventually(() -> lookup(key).tryQuery().isEmpty());
    }

    @Test
    void whatWentWrongStandsThereWithAWayToTryAgain() throws Exception {
        backend.answerer = (_, _) -> {
            throw new GatewayException("Nobody listens on port 22 of fra-gw1: is sshd running?");
        };
        connect();
        eventually(() -> there("#failed"));
        assertThat(lookup("Nobody listens on port 22 of fra-gw1: is sshd running?")
                        .tryQuery())
                .isPresent();

        backend.answerer = (_, _) -> Sample.pskMismatch();
        fire("#again");
        eventually(() -> there("#headline"));
        assertThat(text("#headline")).contains("The pre-shared keys differ");
    }

    @Test
    void anUnknownHostKeyIsAskedAndNoIsTheDefault() throws Exception {
        var answers = new LinkedBlockingQueue<Boolean>();
        backend.answerer = (_, prompts) -> {
            answers.add(prompts.trustHostKey("fra-gw1", "ssh-ed25519", "SHA256:abc"));
            return Sample.pskMismatch();
        };
        connect();
        eventually(() -> there("#do-not-trust"));
        assertThat(lookup("SHA256:abc").tryQuery()).isPresent();
        push(KeyCode.ENTER);
        assertThat(answers.take()).isFalse();

        eventually(() -> made.get().shell().phase().get() instanceof Phase.Done);
        push(KeyCode.F5);
        eventually(() -> there("#trust"));
        fire("#trust");
        assertThat(answers.take()).isTrue();
    }

    @Test
    void aPasswordIsTypedUnseenAndEscapeGivesUp() throws Exception {
        var answers = new LinkedBlockingQueue<Optional<String>>();
        backend.answerer = (_, prompts) -> {
            answers.add(prompts.ask("Password of root@fra-gw1:", false).map(String::new));
            return Sample.pskMismatch();
        };
        connect();
        eventually(() -> there("#answer"));
        TextField field = lookup("#answer").query();
        assertThat(field).isInstanceOf(PasswordField.class);
        assertThat(text("#question")).isEqualTo("Password of root@fra-gw1:");
        eventually(() -> field.isFocused() && field.getScene().getWindow().isFocused());
        interact(() -> field.setText("ab"));
        push(KeyCode.ENTER);
        assertThat(answers.take()).contains("ab");

        eventually(() -> made.get().shell().phase().get() instanceof Phase.Done);
        push(KeyCode.F5);
        eventually(() -> there("#answer"));
        push(KeyCode.ESCAPE);
        assertThat(answers.take()).isEmpty();
    }

    @Test
    void cancellingTheRunClosesItsQuestion() throws Exception {
        var ended = new CountDownLatch(1);
        backend.answerer = (_, prompts) -> {
            var answer = prompts.ask("Password:", false);
            var later = prompts.trustHostKey("fra-gw1", "ssh-ed25519", "SHA256:abc");
            assertThat(answer).isEmpty();
            assertThat(later).isFalse();
            ended.countDown();
            throw new InterruptedException();
        };
        connect();
        eventually(() -> there("#answer"));
        interact(() -> made.get().shell().cancel());
        ended.await();
        eventually(() -> !there("#answer") && !there("#trust"));
        Phase phase = made.get().shell().phase().get();
        assertThat(phase).isInstanceOf(Phase.Cancelled.class);
    }

    @Test
    void aQuestionIsTickedWithSpaceAndTakesANote() throws Exception {
        connected();
        interact(() -> made.get().check().select("p2.help"));
        interact(() -> lookup("#checks").query().requestFocus());
        push(KeyCode.SPACE);
        var check = Sample.pskMismatch().checks().getLast();
        assertThat(made.get().check().ticked(check)).isTrue();

        clickOn("#note").write("ask/ed");
        assertThat(made.get().check().note(check)).isEqualTo("ask/ed");
    }

    @Test
    void thePictureOfARunIsOneCall(@TempDir Path folder) throws Exception {
        Path png = folder.resolve("run.png");
        Screenshots.check(Sample.pskMismatch(), png);
        assertThat(Files.size(png)).isGreaterThan(20_000);
    }
}
