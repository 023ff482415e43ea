package espy.ui.tunnels;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.GatewayException;
import espy.ui.Samples;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Looking again and again, without a toolkit. */
class WatchTest {
    private final LinkedBlockingQueue<Runnable> window = new LinkedBlockingQueue<>();
    private final AtomicReference<TunnelsModel.Watcher> watcher = new AtomicReference<>(_ -> {});
    private final TunnelsModel model = new TunnelsModel(window::add, watcher::get);

    private void handOver() throws InterruptedException {
        Runnable next = window.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a hand-over within ten seconds").isNotNull();
        next.run();
    }

    private TunnelRow first() {
        return model.listing().get().rows().getFirst();
    }

    private void begin(TunnelsModel.Watcher how) {
        watcher.set(how);
        model.show(TunnelsPage.of(Samples.three()));
        model.toggleWatch();
    }

    @Test
    void severalLooksGiveRates() throws Exception {
        begin(seen -> {
            seen.accept(Samples.tables(0));
            seen.accept(Samples.tables(1));
        });
        assertThat(model.watch().running().get()).isTrue();
        assertThat(first().in().rates().size()).isZero();

        handOver(); // 3 s after the run; nothing moved
        handOver(); // 3 s later: 30 000 bytes more
        assertThat(first().in().rates().latest()).hasValue(10_000);
        assertThat(first().out().rates().size()).isEqualTo(2);
        assertThat(first().name()).as("only a whole run knows it").isEqualTo("muc/muc-net");
        assertThat(model.selected().get()).map(TunnelRow::id).contains(first().id());
        assertThat(model.watch().words().get()).startsWith("Last look at ");

        handOver();
        assertThat(model.watch().running().get()).isFalse();
    }

    @Test
    void leavingTheScreenEndsIt() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        begin(_ -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        model.leave();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        handOver(); // the thread's last word comes too late
        assertThat(model.watch().running().get()).isFalse();
        assertThat(model.watch().words().get()).isEmpty();
    }

    @Test
    void whyItEndedIsSaid() throws Exception {
        begin(_ -> {
            throw new GatewayException("The line to fra-gw1 was lost");
        });
        handOver();
        assertThat(model.watch().running().get()).isFalse();
        assertThat(model.watch().words().get()).isEqualTo("Watching ended: The line to fra-gw1 was lost");
    }

    @Test
    void theOldestRatesAreForgotten() {
        var rates = Rates.NONE;
        for (int i = 0; i < 100; i++) {
            rates = rates.and(i);
        }
        assertThat(rates.size()).isEqualTo(Rates.MOST);
        assertThat(rates.get(0)).isEqualTo(60);
        assertThat(rates.latest()).hasValue(99);
    }
}
