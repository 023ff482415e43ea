package espy.ui.keys;

import espy.settings.Folders;
import espy.wireshark.Installation;
import espy.wireshark.PrivateFile;
import espy.wireshark.Profile;
import espy.wireshark.WiresharkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The Keys screen: its page, whether keys are shown, the chosen profile of Wireshark, and what became of the last action. */
public final class KeysModel {
    /** As many dots for every key, so that they tell nothing. */
    static final String DOTS = "•".repeat(8);

    private final Path wireshark;
    private final Path own;
    private final ReadOnlyObjectWrapper<Optional<KeysPage>> page = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
    private final StringProperty profile = new SimpleStringProperty(Profile.USUAL);
    private final ObservableList<String> profiles = FXCollections.observableArrayList(Profile.USUAL, Profile.DEFAULT);

    /** With the person's own folders. */
    public KeysModel() {
        this(WiresharkFolder.own(Folders.home()), Folders.ledgers());
    }

    /**
     * With these folders.
     *
     * @param wireshark Wireshark's configuration
     * @param own       what Espy remembers of profiles
     */
    public KeysModel(Path wireshark, Path own) {
        this.wireshark = wireshark;
        this.own = own;
    }

    public ReadOnlyObjectProperty<Optional<KeysPage>> page() {
        return page.getReadOnlyProperty();
    }

    /** Whether the person wants to see the keys themselves. */
    public ReadOnlyBooleanProperty shown() {
        return shown.getReadOnlyProperty();
    }

    /** Whether files are being changed. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Sentences about the last copy, file or profile, one a line; "" when there were none. */
    public ReadOnlyStringProperty result() {
        return result.getReadOnlyProperty();
    }

    /** The profile that the person has chosen or typed. */
    public StringProperty profile() {
        return profile;
    }

    /** Names to choose from: the usual one, and those that are there. */
    public ObservableList<String> profiles() {
        return profiles;
    }

    /** What is wrong with the profile's name, or what that profile is; a sentence. */
    public String aboutProfile() {
        String name = profile.get();
        return Profile.objection(name).orElseGet(() -> switch (name) {
            case Profile.DEFAULT -> "Your own configuration; your lines stay.";
            default ->
                profiles.contains(name) && !name.equals(Profile.USUAL)
                        ? "One of your profiles; your lines stay."
                        : "Made when missing; your own table stays.";
        });
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

    /** Looks which profiles there are. {@code window} hands the names over. */
    public void findProfiles(Executor window) {
        Thread.ofVirtual().name("profiles").start(() -> {
            var names = new LinkedHashSet<String>();
            names.add(Profile.USUAL);
            names.addAll(Profile.names(wireshark));
            window.execute(() -> {
                String chosen = profile.get(); // a choice that is typed is in no list, and must not go with the old one
                profiles.setAll(names);
                profile.set(chosen);
            });
        });
    }

    /** Writes the table to a file. {@code window} hands the outcome over. */
    public void save(Path file, Executor window) {
        String text = text();
        work(window, () -> {
            PrivateFile.write(file, text);
            return List.of("Saved to " + file + ", readable by you alone.");
        });
    }

    /** Puts the table's rows into the profile. {@code window} hands the outcome over. */
    public void install(Executor window) {
        var installation = installation();
        page.get()
                .ifPresent(
                        p -> work(window, () -> installation.install(p.table()).sentences()));
    }

    /** Takes Espy's rows out of the profile. {@code window} hands the outcome over. */
    public void remove(Executor window) {
        var installation = installation();
        work(window, () -> installation.remove().farewell());
    }

    private Installation installation() {
        return new Installation(new Profile(wireshark, profile.get()), own);
    }

    private interface Task {
        List<String> run() throws IOException;
    }

    private void work(Executor window, Task task) {
        busy.set(true);
        result.set("");
        Thread.ofVirtual().name("keys").start(() -> {
            String sentences = sentences(task);
            window.execute(() -> {
                busy.set(false);
                result.set(sentences);
                findProfiles(window);
            });
        });
    }

    private static String sentences(Task task) {
        try {
            return String.join("\n", task.run());
        } catch (IOException e) {
            return "Not done: " + e.getMessage();
        }
    }

    private String text() {
        return page.get().map(p -> p.table().text()).orElse("");
    }
}
