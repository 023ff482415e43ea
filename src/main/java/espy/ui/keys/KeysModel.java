package espy.ui.keys;

import espy.wireshark.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The Keys screen: its page, whether keys are shown, and what became of the last copy or file. */
public final class KeysModel {
    /** As many dots for every key, so that they tell nothing. */
    static final String DOTS = "•".repeat(8);

    private final ReadOnlyObjectWrapper<Optional<KeysPage>> page = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");

    public ReadOnlyObjectProperty<Optional<KeysPage>> page() {
        return page.getReadOnlyProperty();
    }

    /** Whether the person wants to see the keys themselves. */
    public ReadOnlyBooleanProperty shown() {
        return shown.getReadOnlyProperty();
    }

    /** A sentence about the last copy or file; "" when there was none. */
    public ReadOnlyStringProperty result() {
        return result.getReadOnlyProperty();
    }

    /** Shows a new run, its keys as dots. */
    public void show(KeysPage fresh) {
        shown.set(false);
        result.set("");
        page.set(Optional.of(fresh));
    }

    public void toggleKeys() {
        shown.set(!shown.get());
    }

    /** A key as the screen may show it now. */
    public String visible(String key) {
        return key.isEmpty() ? "" : shown.get() ? key : DOTS;
    }

    /** The whole table with its keys, for the clipboard. */
    public String copied() {
        result.set("Copied, with the keys in clear text: mind where you paste them.");
        return text();
    }

    /** Writes the table to a file on a virtual thread; {@code window} hands the outcome over. */
    public void save(Path file, Executor window) {
        String text = text();
        Thread.ofVirtual().name("save-keys").start(() -> {
            String sentence = write(file, text);
            window.execute(() -> result.set(sentence));
        });
    }

    private static String write(Path file, String text) {
        try {
            PrivateFile.write(file, text);
            return "Saved to " + file + ", readable by you alone.";
        } catch (IOException e) {
            return "Not saved: " + e.getMessage();
        }
    }

    private String text() {
        return page.get().map(p -> p.table().text()).orElse("");
    }
}
