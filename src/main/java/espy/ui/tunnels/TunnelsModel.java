package espy.ui.tunnels;

import espy.gateway.GatewayException;
import espy.probe.Snapshot;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The Tunnels screen: its page, what filter and order make of it, which row is selected, and whether keys are shown.
 *
 * <p>Its methods are called on the window's thread. Long lists are sorted and narrowed on a virtual thread; the newest wish wins.
 */
public final class TunnelsModel {
    /** As many rows take about a millisecond, less than a thread's way and back. */
    private static final int AT_ONCE = 2000;

    /** Looks at the gateway's tables again and again, and tells each look, until its thread is interrupted. */
    @FunctionalInterface
    public interface Watcher {
        void watch(Consumer<Snapshot> seen) throws GatewayException, InterruptedException;
    }

    private final Executor window;
    private final Supplier<Watcher> watcher;
    private final Watch watch;
    private final ReadOnlyObjectWrapper<Optional<TunnelsPage>> page = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Listing> listing = new ReadOnlyObjectWrapper<>(Listing.none());
    private final ReadOnlyObjectWrapper<Optional<TunnelRow>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper keysShown = new ReadOnlyBooleanWrapper(false);
    private final StringProperty filter = new SimpleStringProperty("");

    private TunnelsPage newest = TunnelsPage.NONE;
    private @Nullable Comparator<TunnelRow> order;
    private final AtomicInteger generation = new AtomicInteger();

    /**
     * Shows nothing yet.
     *
     * @param window  where results are handed over, the window's thread
     * @param watcher of the gateway that is shown; asked on the window's thread
     */
    public TunnelsModel(Executor window, Supplier<Watcher> watcher) {
        this.window = window;
        this.watcher = watcher;
        this.watch = new Watch(window);
        filter.subscribe(_ -> arrange());
    }

    public ReadOnlyObjectProperty<Optional<TunnelsPage>> page() {
        return page.getReadOnlyProperty();
    }

    /** The rows that the table shows. */
    ReadOnlyObjectProperty<Listing> listing() {
        return listing.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<TunnelRow>> selected() {
        return selected.getReadOnlyProperty();
    }

    /** Whether the person wants to see the keys of the selected tunnel. */
    ReadOnlyBooleanProperty keysShown() {
        return keysShown.getReadOnlyProperty();
    }

    /** What the person typed to narrow the list. */
    public StringProperty filter() {
        return filter;
    }

    /** Shows a new run, its keys as dots; the selected tunnel stays selected when it is there again. */
    public void show(TunnelsPage fresh) {
        keysShown.set(false);
        if (!fresh.known().gateway().equals(newest.known().gateway())) {
            watch.stop();
        }
        refresh(fresh);
    }

    private void refresh(TunnelsPage fresh) {
        newest = fresh;
        arrange();
    }

    /** Whether the gateway is looked at again and again, and what there is to say of it. */
    Watch watch() {
        return watch;
    }

    /** Begins to look again every few seconds, or ends it; nothing happens for a recording. */
    public void toggleWatch() {
        if (watch.running().get()) {
            watch.stop();
        } else if (newest.known().live()) {
            watch.start(watcher.get(), newest, this::refresh);
        }
    }

    /** Sorts the rows; null gives the kernel's order. */
    void sort(@Nullable Comparator<TunnelRow> wanted) {
        order = wanted;
        arrange();
    }

    public void select(TunnelRow row) {
        boolean other = selected.get().filter(r -> r.id().equals(row.id())).isEmpty();
        if (other) {
            keysShown.set(false);
        }
        selected.set(Optional.of(row));
    }

    public void toggleKeys() {
        keysShown.set(!keysShown.get());
    }

    /** The person looks at something else: keys become dots again, and the gateway is left in peace. */
    public void leave() {
        watch.stop();
        keysShown.set(false);
    }

    private void arrange() {
        int mine = generation.incrementAndGet();
        var before = listing.get();
        var wish = new Listing.Wish(newest, order, filter.get());
        if (newest.rows().size() <= AT_ONCE) {
            before.next(wish, () -> false).ifPresent(this::accept);
            return;
        }
        BooleanSupplier outrun = () -> generation.get() != mine;
        Thread.ofVirtual().name("tunnels-" + mine).start(() -> before.next(wish, outrun)
                .ifPresent(made -> window.execute(() -> {
                    if (!outrun.getAsBoolean()) {
                        accept(made);
                    }
                })));
    }

    private void accept(Listing made) {
        boolean fresh = !made.samePage(listing.get());
        if (fresh) {
            String kept = selected.get().map(TunnelRow::id).orElse("");
            selected.set(
                    made.page().row(kept).or(() -> made.page().row(made.page().first())));
        }
        listing.set(made);
        if (fresh) {
            page.set(Optional.of(made.page()));
        }
    }
}
