package espy.ui.shell;

import atlantafx.base.theme.Styles;
import espy.gateway.Prompts;
import espy.ui.part.CodeBlock;
import espy.ui.part.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Questions while connecting, as dialogs of the window. The thread that asks waits for the answer; closing the dialog, interrupting that
 * thread and {@link #close} decline.
 */
public final class Dialogs implements Prompts {
    private final Supplier<? extends @Nullable Window> owner;
    private final Set<Asked<?>> open = new HashSet<>();

    /** {@code owner} gives the window to stand before; asked on the window's thread. */
    public Dialogs(Supplier<? extends @Nullable Window> owner) {
        this.owner = owner;
    }

    /** Closes what is open and declines it; call on the window's thread. */
    public void close() {
        List.copyOf(open).forEach(Asked::decline);
    }

    @Override
    public boolean trustHostKey(String host, String keyType, String fingerprint) {
        return answer(() -> trust(host, keyType, fingerprint)).orElse(false);
    }

    @Override
    public Optional<char[]> ask(String prompt, boolean echo) {
        return answer(() -> typed(prompt, echo));
    }

    private static Dialog<Boolean> trust(String host, String keyType, String fingerprint) {
        var yes = new ButtonType("Trust and remember", ButtonData.YES);
        var no = new ButtonType("No", ButtonData.CANCEL_CLOSE);
        var content = new VBox(
                10,
                Words.text("Its " + keyType + " key is not in known_hosts. The fingerprint is:"),
                new CodeBlock(List.of(fingerprint), false),
                Words.text(
                        "Compare it with one that you have from a source you trust, for example from the gateway's console:"
                                + " ssh-keygen -lf /etc/ssh/ssh_host_" + file(keyType) + "_key.pub"),
                Words.muted("Whoever holds this key sees what you type to the gateway, passwords too."));
        Dialog<Boolean> dialog = dialog("Is this really " + host + "?", content, yes, no);
        button(dialog, yes, "trust").setDefaultButton(false);
        button(dialog, no, "do-not-trust").setDefaultButton(true);
        dialog.setResultConverter(b -> yes.equals(b));
        dialog.setOnShown(_ -> button(dialog, no, "do-not-trust").requestFocus());
        return dialog;
    }

    /** The part of the file's name below /etc/ssh: {@code ssh-ed25519} is in ssh_host_ed25519_key.pub. */
    private static String file(String keyType) {
        String type = keyType.toLowerCase(Locale.ROOT);
        return type.contains("ed25519") ? "ed25519" : type.contains("ecdsa") ? "ecdsa" : "rsa";
    }

    private static Dialog<char[]> typed(String prompt, boolean echo) {
        var ok = new ButtonType("OK", ButtonData.OK_DONE);
        TextField field = echo ? new TextField() : new PasswordField();
        field.setId("answer");
        field.setPrefColumnCount(28);
        String words = prompt.strip();
        Dialog<char[]> dialog =
                dialog(words.isEmpty() ? "The gateway asks" : words, new VBox(field), ok, ButtonType.CANCEL);
        button(dialog, ok, "answer-ok").setDefaultButton(true);
        dialog.setResultConverter(b -> ok.equals(b) ? field.getText().toCharArray() : null);
        dialog.setOnShown(_ -> Platform.runLater(field::requestFocus)); // after the dialog chose a button itself
        dialog.setOnHidden(_ -> field.clear());
        return dialog;
    }

    static <T> Dialog<T> dialog(String header, Node content, ButtonType... buttons) {
        var dialog = new Dialog<T>();
        dialog.setTitle("Espy");
        var pane = dialog.getDialogPane();
        pane.getButtonTypes().setAll(buttons);
        var title = Words.text(header, Styles.TITLE_4);
        title.setId("question");
        var box = new VBox(14, title, content);
        box.getStyleClass().add("dialog-words");
        box.setPrefWidth(520);
        pane.setContent(box);
        return dialog;
    }

    static Button button(Dialog<?> dialog, ButtonType type, String id) {
        var button = (Button) dialog.getDialogPane().lookupButton(type);
        button.setId(id);
        return button;
    }

    /** A question that waits for its answer. Its dialog belongs to the window's thread. */
    private static final class Asked<T> {
        private final CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
        private @Nullable Dialog<T> dialog;

        void decline() {
            answer.complete(Optional.empty());
            if (dialog != null) {
                dialog.hide();
            }
        }
    }

    /** Asks on the window's thread and waits here. */
    private <T> Optional<T> answer(Supplier<Dialog<T>> question) {
        var asked = new Asked<T>();
        Platform.runLater(() -> show(asked, question));
        try {
            return asked.answer.get();
        } catch (InterruptedException e) {
            Platform.runLater(asked::decline);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A question could not be asked", e.getCause());
        }
    }

    private <T> void show(Asked<T> asked, Supplier<Dialog<T>> question) {
        try {
            var dialog = question.get();
            asked.dialog = dialog;
            var window = owner.get();
            if (window != null) {
                dialog.initOwner(window);
                dialog.getDialogPane().getStylesheets().addAll(window.getScene().getStylesheets());
            }
            open.add(asked);
            dialog.showingProperty().addListener((_, _, showing) -> {
                if (!showing) {
                    open.remove(asked);
                    asked.answer.complete(Optional.ofNullable(dialog.getResult()));
                }
            });
            dialog.show();
        } catch (RuntimeException e) {
            open.remove(asked);
            asked.answer.completeExceptionally(e);
        }
    }
}
