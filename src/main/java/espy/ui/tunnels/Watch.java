package espy.ui.tunnels;

import espy.gateway.GatewayException;
import espy.probe.Snapshot;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Looks at the kernel's tables again and again on a virtual thread, one at a time. Its methods are called on the window's thread. */
final class Watch {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Executor window;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private @Nullable Thread worker;

    Watch(Executor window) {
        this.window = window;
    }

    ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** When it looked last, or why it ended; "" when there is nothing to say. */
    ReadOnlyStringProperty words() {
        return words.getReadOnlyProperty();
    }

    /** {@code show} gets each look as a page, on the window's thread. */
    void start(TunnelsModel.Watcher watcher, TunnelsPage page, Consumer<TunnelsPage> show) {
        stop();
        running.set(true);
        words.set("Looking again …");
        worker = Thread.ofVirtual().name("watch-tunnels").start(() -> work(watcher, page, show));
    }

    /** Ends it, on the gateway too; nothing happens when nobody watches. */
    void stop() {
        if (worker != null) {
            worker.interrupt();
        }
        end("");
    }

    private void end(String why) {
        worker = null;
        running.set(false);
        words.set(why);
    }

    private void work(TunnelsModel.Watcher watcher, TunnelsPage page, Consumer<TunnelsPage> show) {
        Consumer<Snapshot> seen = tables -> {
            var fresh = page.again(tables);
            String at = CLOCK.format(LocalTime.ofInstant(fresh.at(), ZoneId.systemDefault()));
            hand(() -> {
                words.set("Last look at " + at);
                show.accept(fresh);
            });
        };
        try {
            watcher.watch(seen);
            hand(() -> end(""));
        } catch (GatewayException e) {
            hand(() -> end("Watching ended: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hand(() -> end(""));
        } catch (RuntimeException e) {
            System.getLogger("espy.ui").log(System.Logger.Level.ERROR, "Watching ended in a way nobody expected", e);
            hand(() -> end("Watching ended: Espy itself made a mistake. Details are in its log."));
        }
    }

    /** Only the thread that still watches may touch the window. */
    private void hand(Runnable change) {
        var me = Thread.currentThread();
        window.execute(() -> {
            if (me.equals(worker)) {
                change.run();
            }
        });
    }
}
