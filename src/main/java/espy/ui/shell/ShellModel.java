package espy.ui.shell;

import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import espy.run.Run;
import espy.ui.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What the window is doing and the last run it has to show. Knows no control.
 *
 * <p>Its methods are called on the window's thread; runs happen on virtual threads, one at a time, and their pages are prepared there too.
 *
 * @param <P> what the screens show of a run, prepared off the window's thread
 */
public final class ShellModel<P> {
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

    private final Backend backend;
    private final Prompts prompts;
    private final Executor window;
    private final Function<Run, P> prepare;
    private final List<Consumer<P>> listeners = new ArrayList<>();

    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(new Phase.Idle());
    private final ReadOnlyObjectWrapper<Screen> screen = new ReadOnlyObjectWrapper<>(Screen.WELCOME);
    private final ReadOnlyObjectWrapper<Optional<Frame>> frame = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> peer = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");

    private final AtomicReference<String> latest = new AtomicReference<>("");
    private @Nullable Thread worker;
    private final AtomicInteger generation = new AtomicInteger();

    /** Nothing is looked at yet. {@code window}: where results are handed over, the window's thread. */
    public ShellModel(Backend backend, Prompts prompts, Executor window, Function<Run, P> prepare) {
        this.backend = backend;
        this.prompts = prompts;
        this.window = window;
        this.prepare = prepare;
    }

    public ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Screen> screen() {
        return screen.getReadOnlyProperty();
    }

    /** What the top bar and the status line say of the last run; empty until there is one. */
    public ReadOnlyObjectProperty<Optional<Frame>> frame() {
        return frame.getReadOnlyProperty();
    }

    /** What the run is doing just now, in a few words; "" when none is under way. */
    public ReadOnlyStringProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /** The gateway at the other end that is looked at too; empty when there is none. */
    public ReadOnlyObjectProperty<Optional<String>> peer() {
        return peer.getReadOnlyProperty();
    }

    /** Tells the screens each finished run. */
    public void onPages(Consumer<P> listener) {
        listeners.add(listener);
    }

    /** Shows a screen; all but the first need a gateway. */
    public void show(Screen wanted) {
        if (wanted == Screen.WELCOME || !(phase.get() instanceof Phase.Idle)) {
            screen.set(wanted);
        }
    }

    /** Looks at what the person typed; nothing happens for blanks. */
    public void connect(String typed) {
        String target = typed.strip();
        if (!target.isEmpty()) {
            frame.set(Optional.empty());
            peer.set(Optional.empty());
            screen.set(Screen.CHECK);
            start(target, Optional.empty(), Optional.empty());
        }
    }

    /** Looks again at the same gateway and tunnel; nothing happens without one or while a run is under way. */
    public void runAgain() {
        again(Optional.empty());
    }

    /** Looks again and sends what the person allowed; otherwise as {@link #runAgain}. */
    public void lookActively(Backend.Stir stir) {
        again(Optional.of(stir));
    }

    /** Looks again, and at the other end too from now on; blanks mean that end is left alone again. */
    public void lookAtOtherEnd(String typed) {
        if (!(phase.get() instanceof Phase.Looking)) {
            peer.set(Optional.of(typed.strip()).filter(t -> !t.isEmpty()));
            runAgain();
        }
    }

    private void again(Optional<Backend.Stir> stir) {
        target().ifPresent(t -> {
            if (!(phase.get() instanceof Phase.Looking)) {
                start(t, frame.get().flatMap(Frame::asked), stir);
            }
        });
    }

    /** Looks again as root; nothing happens where that would change nothing. */
    public void becomeRoot() {
        if (frame.get().filter(Frame::rises).isPresent()) {
            target().ifPresent(backend::becomeRoot);
            runAgain();
        }
    }

    /** Looks again with another tunnel in mind. */
    public void chooseTunnel(String name) {
        boolean shown = frame.get().filter(f -> f.tunnel().equals(name)).isPresent();
        if (!shown) {
            target().ifPresent(t -> start(t, Optional.of(name), Optional.empty()));
        }
    }

    /** Shows a run that is already there. */
    public void show(Run run, P pages) {
        finish(new Phase.Done(run.gateway()), Frame.of(run, Optional.empty()), pages);
        screen.set(Screen.CHECK);
    }

    /** Ends the run that is under way. */
    public void cancel() {
        if (phase.get() instanceof Phase.Looking(var target)) {
            generation.incrementAndGet();
            stopWorker();
            progress.set("");
            phase.set(new Phase.Cancelled(target));
        }
    }

    /** Ends what is under way before the window closes, and gives it a moment to end the command on the gateway too. */
    public void close() {
        generation.incrementAndGet();
        Thread last = worker;
        stopWorker();
        if (last != null) {
            try {
                last.join(LAST_MOMENT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void finish(Phase done, Frame top, P pages) {
        frame.set(Optional.of(top));
        listeners.forEach(l -> l.accept(pages));
        phase.set(done);
    }

    private Optional<String> target() {
        return Optional.of(phase.get().target()).filter(t -> !t.isEmpty());
    }

    private void stopWorker() {
        if (worker != null) {
            worker.interrupt();
            worker = null;
        }
    }

    private void start(String target, Optional<String> tunnel, Optional<Backend.Stir> stir) {
        var request = new Backend.Request(target, tunnel, peer.get(), stir);
        stopWorker();
        int mine = generation.incrementAndGet();
        phase.set(new Phase.Looking(request.target()));
        progress.set("Connecting to " + request.target() + " …");
        worker = Thread.ofVirtual().name("run-" + mine).start(() -> work(request, mine));
    }

    private void work(Backend.Request request, int mine) {
        try {
            Run run = backend.run(request, only(mine), words -> tell(words, mine));
            P pages = prepare.apply(run);
            var top = Frame.of(run, request.tunnel());
            hand(mine, () -> finish(new Phase.Done(request.target()), top, pages));
        } catch (GatewayException e) {
            String sentence = String.valueOf(e.getMessage());
            hand(mine, () -> phase.set(new Phase.Failed(request.target(), sentence)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hand(mine, () -> phase.set(new Phase.Cancelled(request.target())));
        } catch (RuntimeException e) {
            System.getLogger("espy.ui").log(System.Logger.Level.ERROR, "A run ended in a way nobody expected", e);
            hand(
                    mine,
                    () -> phase.set(
                            new Phase.Failed(
                                    request.target(),
                                    "Espy itself made a mistake while looking at this gateway. Nothing was changed there. Details are in its log.")));
        }
    }

    /** Questions of a run that was ended are answered with no, and the person never sees them. */
    private Prompts only(int mine) {
        return new Prompts() {
            @Override
            public boolean trustHostKey(String host, String keyType, String fingerprint) {
                return mine == generation.get() && prompts.trustHostKey(host, keyType, fingerprint);
            }

            @Override
            public Optional<char[]> ask(String prompt, boolean echo) {
                return mine == generation.get() ? prompts.ask(prompt, echo) : Optional.empty();
            }

            @Override
            public void notice(String sentence) {
                tell(sentence, mine);
            }
        };
    }

    /** Progress comes faster than a person reads: at most one hand-over waits for the window at a time. */
    private void tell(String words, int mine) {
        if (latest.getAndSet(words).isEmpty()) {
            window.execute(() -> {
                String now = latest.getAndSet("");
                if (mine == generation.get() && !now.isEmpty()) {
                    progress.set(now);
                }
            });
        }
    }

    /** Only the newest run may touch the window. */
    private void hand(int mine, Runnable change) {
        window.execute(() -> {
            if (mine == generation.get()) {
                progress.set("");
                worker = null;
                change.run();
            }
        });
    }
}
