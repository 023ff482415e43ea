package espy.ui.welcome;

import espy.ui.Backend;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The gateways to choose from. */
public final class WelcomeModel {
    private final ReadOnlyObjectWrapper<Choices> choices =
            new ReadOnlyObjectWrapper<>(new Choices(List.of(), List.of(), List.of()));

    /** What can be chosen with one click. */
    public record Choices(List<String> saved, List<String> sshHosts, List<Backend.Scenario> scenarios) {
        public Choices {
            saved = List.copyOf(saved);
            sshHosts = List.copyOf(sshHosts);
            scenarios = List.copyOf(scenarios);
        }
    }

    public ReadOnlyObjectProperty<Choices> choices() {
        return choices.getReadOnlyProperty();
    }

    /** Reads them again on a virtual thread; {@code window} hands over. */
    public void refresh(Backend backend, Executor window) {
        Thread.ofVirtual().name("choices").start(() -> {
            var fresh = new Choices(backend.saved(), backend.sshHosts(), backend.scenarios());
            window.execute(() -> show(fresh));
        });
    }

    public void show(Choices fresh) {
        choices.set(fresh);
    }
}
