package espy.ui.tunnels;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The Tunnels screen: its page, what the filter leaves of it, and which row is selected. */
public final class TunnelsModel {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final ReadOnlyObjectWrapper<Optional<TunnelsPage>> page = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<TunnelRow>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty filter = new SimpleStringProperty("");

    public ReadOnlyObjectProperty<Optional<TunnelsPage>> page() {
        return page.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<TunnelRow>> selected() {
        return selected.getReadOnlyProperty();
    }

    /** What the person typed to narrow the list. */
    public StringProperty filter() {
        return filter;
    }

    /** Shows a new run; the selected tunnel stays selected when it is there again. */
    public void show(TunnelsPage fresh) {
        String kept = selected.get().map(TunnelRow::id).orElse("");
        page.set(Optional.of(fresh));
        selected.set(with(fresh, kept).or(() -> with(fresh, fresh.first())));
    }

    public void select(TunnelRow row) {
        selected.set(Optional.of(row));
    }

    /** Which rows the filter leaves: those in which all its words occur, in any order and case. */
    public Predicate<TunnelRow> wanted() {
        List<String> words = BLANKS.splitAsStream(filter.get().strip().toLowerCase(Locale.ROOT))
                .filter(w -> !w.isEmpty())
                .toList();
        return row -> words.stream().allMatch(row.words()::contains);
    }

    private static Optional<TunnelRow> with(TunnelsPage page, String id) {
        return page.rows().stream().filter(r -> r.id().equals(id)).findFirst();
    }
}
