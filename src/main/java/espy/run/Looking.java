package espy.run;

import espy.base.Address;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.probe.Snapshot;
import espy.probe.facts.Stirring;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The looks of a run, at one gateway or at both ends at the same time. */
final class Looking {
    private final Wish wish;
    private final Consumer<String> progress;
    private Optional<String> warning = Optional.empty();

    Looking(Wish wish, Consumer<String> progress) {
        this.wish = wish;
        this.progress = progress;
    }

    /** What was seen of a gateway. */
    record Seen(Snapshot snapshot, Optional<Stirring> stirring) {}

    /**
     * Both ends; the second one is absent where there is none, or where it went away meanwhile.
     *
     * @param warning why the other end is missing, if it should not be
     */
    record Ends(Seen here, Optional<Seen> there, Optional<String> warning) {}

    Ends look(Gateway here, boolean live, Optional<Gateway> there) throws GatewayException, InterruptedException {
        return wish.stir().isPresent() ? active(here, there, wish.stir().get()) : plain(here, live, there);
    }

    private Ends plain(Gateway here, boolean live, Optional<Gateway> there)
            throws GatewayException, InterruptedException {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = there.map(g -> workers.submit(() -> Runner.look(g, live, _ -> {})));
            Snapshot mine = Runner.look(here, live, progress);
            var its = orWarning(there, other);
            return new Ends(seen(mine), its.map(Looking::seen), warning);
        }
    }

    private static Seen seen(Snapshot snapshot) {
        return new Seen(snapshot, Optional.empty());
    }

    private static Seen seen(ActiveLook.Seen seen) {
        return new Seen(seen.snapshot(), Optional.of(seen.stirring()));
    }

    /** What the other end gave; why it gave nothing becomes the warning, as it is no reason not to tell about this one. */
    private <T> Optional<T> orWarning(Optional<Gateway> there, Optional<Future<T>> future) throws InterruptedException {
        if (future.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(got(future.get()));
        } catch (GatewayException e) {
            warning = Optional.of(without(there.orElseThrow(), e));
            return Optional.empty();
        }
    }

    private static String without(Gateway gateway, GatewayException e) {
        return "The other end, " + gateway.name() + ", could not be looked at, so this is about one end only: "
                + e.getMessage();
    }

    private Ends active(Gateway here, Optional<Gateway> there, Stir stir)
            throws GatewayException, InterruptedException {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = there.map(g -> workers.submit(() -> ActiveLook.begin(g, Wish.ANY, _ -> {})));
            var mine = ActiveLook.begin(here, wish, progress);
            var its = orWarning(there, other);
            Optional<Address> known = its.flatMap(ActiveLook::inside);
            try (var first = mine;
                    var second = new Second(its)) {
                second.listen(workers, stir);
                first.listen(stir, known, true);
                second.await();
                first.send();
                first.await(stir);
                var last = second.finish(workers);
                var seen = first.finish();
                return new Ends(seen(seen), orWarning(there, last).map(Looking::seen), warning);
            }
        }
    }

    /** The end that only listens, where there is one. */
    private static final class Second implements AutoCloseable {
        private final Optional<ActiveLook> look;
        private Optional<Future<Boolean>> ready = Optional.empty();

        Second(Optional<ActiveLook> look) {
            this.look = look;
        }

        void listen(ExecutorService workers, Stir stir) {
            ready = look.map(l -> workers.submit(() -> {
                l.listen(stir, Optional.empty(), false);
                return true;
            }));
        }

        void await() throws GatewayException, InterruptedException {
            if (ready.isPresent()) {
                got(ready.get());
            }
        }

        Optional<Future<ActiveLook.Seen>> finish(ExecutorService workers) {
            Callable<ActiveLook.Seen> last = () -> look.orElseThrow().finish();
            return look.map(_ -> workers.submit(last));
        }

        @Override
        public void close() {
            look.ifPresent(ActiveLook::close);
        }
    }

    private static <T> T got(Future<T> future) throws GatewayException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case GatewayException g -> throw g;
                case InterruptedException i -> throw i;
                case RuntimeException r -> throw r;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }
}
