package espy.ui.check;

import espy.checklist.CheckResult;
import espy.checklist.Verdict;
import espy.diagnosis.Finding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The Check screen: its page, what is selected, and what the person has ticked and noted. Ticks and notes belong to a gateway and stay
 * while the window is open; they are not saved.
 */
public final class CheckModel {
    /** What stands on the right. */
    public sealed interface Selection {
        record Nothing() implements Selection {}

        record OfCheck(CheckResult check) implements Selection {}

        /** Something beside checks and causes. */
        record OfView(CheckPage.View view) implements Selection {}

        /** A root cause. {@code part}: where to begin reading. */
        record OfCause(Finding finding, Part part) implements Selection {}
    }

    /** The parts of a cause that buttons lead to. */
    public enum Part {
        EVIDENCE,
        FIX
    }

    private record Key(String gateway, String check) {}

    private final ReadOnlyObjectWrapper<Optional<CheckPage>> page = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Selection> selection = new ReadOnlyObjectWrapper<>(new Selection.Nothing());
    private final ReadOnlyIntegerWrapper ticks = new ReadOnlyIntegerWrapper();
    private final Set<Key> ticked = new HashSet<>();
    private final Map<Key, String> notes = new HashMap<>();

    public ReadOnlyObjectProperty<Optional<CheckPage>> page() {
        return page.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Selection> selection() {
        return selection.getReadOnlyProperty();
    }

    /** Changes with every tick, so that views know when to count anew. */
    public ReadOnlyIntegerProperty ticks() {
        return ticks.getReadOnlyProperty();
    }

    /** Shows a new run; the selected check stays selected when it is there again. */
    public void show(CheckPage fresh) {
        boolean same =
                page.get().filter(p -> p.gateway().equals(fresh.gateway())).isPresent();
        String kept = same && selection.get() instanceof Selection.OfCheck(CheckResult c) ? c.id() : fresh.first();
        page.set(Optional.of(fresh));
        selection.set(fresh.check(kept)
                .or(() -> fresh.check(fresh.first()))
                .<Selection>map(Selection.OfCheck::new)
                .orElse(new Selection.Nothing()));
    }

    public void select(String check) {
        page.get().flatMap(p -> p.check(check)).ifPresent(c -> selection.set(new Selection.OfCheck(c)));
    }

    public void select(CheckPage.View view) {
        selection.set(new Selection.OfView(view));
    }

    public void select(Finding finding, Part part) {
        selection.set(new Selection.OfCause(finding, part));
    }

    /** Whether the person answers this one: Espy asks and has not found out by itself. */
    public static boolean answerable(CheckResult check) {
        return !check.ask().isEmpty() && (check.verdict() == Verdict.NEEDS_YOU || check.verdict() == Verdict.UNKNOWN);
    }

    /** Ticks or unticks what only a person can know; nothing happens for other checks. */
    public void toggle(CheckResult check) {
        if (answerable(check)) {
            Key key = key(check);
            if (!ticked.remove(key)) {
                ticked.add(key);
            }
            ticks.set(ticks.get() + 1);
        }
    }

    public boolean ticked(CheckResult check) {
        return answerable(check) && ticked.contains(key(check));
    }

    public void note(CheckResult check, String text) {
        if (text.isBlank()) {
            notes.remove(key(check));
        } else {
            notes.put(key(check), text);
        }
    }

    public String note(CheckResult check) {
        return notes.getOrDefault(key(check), "");
    }

    /** For example {@code 5/7}: passed or ticked, of those that apply. */
    public String count(CheckPage.Group group) {
        long good = group.items().stream()
                .map(CheckPage.Item::check)
                .filter(c -> c.verdict() == Verdict.PASS || ticked(c))
                .count();
        long all = group.items().stream()
                .filter(i -> i.check().verdict() != Verdict.SKIPPED)
                .count();
        return good + "/" + all;
    }

    private Key key(CheckResult check) {
        return new Key(page.get().map(CheckPage::gateway).orElse(""), check.id());
    }
}
