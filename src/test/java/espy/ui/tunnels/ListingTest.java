package espy.ui.tunnels;

import static org.assertj.core.api.Assertions.assertThat;

import espy.ui.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Filter, order and selection, without a toolkit. */
class ListingTest {
    private static final Comparator<TunnelRow> BY_REQID_BACKWARDS =
            Comparator.comparingLong((TunnelRow r) -> r.tunnel().reqid()).reversed();

    private final TunnelsPage page = TunnelsPage.of(Samples.pairs(300));

    private List<TunnelRow> filtered(String words) {
        return Listing.none()
                .next(new Listing.Wish(page, null, words), () -> false)
                .orElseThrow()
                .rows();
    }

    @Test
    void allWordsOfTheFilterMustOccurInAnyOrderAndCase() {
        assertThat(filtered("")).hasSize(300);
        assertThat(filtered(" 203.0.1.7  GCM "))
                .extracting(r -> r.tunnel().peer())
                .containsExactly("203.0.1.7");
        assertThat(filtered("203.0.1.7 203.0.1.7")).hasSize(1);
        assertThat(filtered("0X1000000B")).extracting(r -> r.tunnel().reqid()).containsExactly(6L);
        assertThat(filtered("10.0.0.0/16 ⇄ 10.1.1.7/32")).hasSize(1);
        assertThat(filtered("203.0.1.7 cbc")).isEmpty();
    }

    @Test
    void orderAndFilterHoldTogether() {
        var sorted = Listing.none()
                .next(new Listing.Wish(page, BY_REQID_BACKWARDS, ""), () -> false)
                .orElseThrow();
        var both = sorted.next(new Listing.Wish(page, BY_REQID_BACKWARDS, "203.0.1."), () -> false)
                .orElseThrow();

        assertThat(both.sorted()).isSameAs(sorted.sorted()); // not sorted again
        assertThat(both.rows()).hasSize(44).isSortedAccordingTo(BY_REQID_BACKWARDS);
        assertThat(both.indexOf(both.rows().get(7).id())).isEqualTo(7);
        assertThat(both.indexOf(page.rows().getFirst().id())).isEqualTo(-1);
    }

    @Test
    void whatNobodyWaitsForIsGivenUp() {
        assertThat(Listing.none().next(new Listing.Wish(page, null, "esp"), () -> true))
                .isEmpty();
    }

    @Test
    void ofManyRowsTheNewestWishAloneArrivesInOnePiece() throws Exception {
        var handed = new LinkedBlockingQueue<Runnable>();
        var arrived = new CountDownLatch(2);
        var model = new TunnelsModel(
                r -> {
                    handed.add(r);
                    arrived.countDown();
                },
                () -> _ -> {});
        var seen = new ArrayList<Listing>();
        model.listing().addListener((_, _, now) -> seen.add(now));
        model.show(TunnelsPage.of(Samples.singles(3000)));
        run(handed);
        assertThat(seen).hasSize(1);
        assertThat(model.selected().get()).isPresent();

        model.filter().set("203.0.1"); // made and handed over, but not shown before …
        arrived.await(10, TimeUnit.SECONDS);
        model.filter().set("203.0.1.200"); // … this one is wanted
        run(handed);
        while (seen.size() < 2) {
            run(handed);
        }

        assertThat(seen.getLast().rows()).hasSize(1);
        assertThat(seen).hasSize(2);
    }

    private static void run(BlockingQueue<Runnable> handed) throws InterruptedException {
        Runnable next = handed.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a result within ten seconds").isNotNull();
        next.run();
    }

    @Test
    void selectionIsKeptByWhatTheTunnelIsNotByItsPlace() {
        var model = new TunnelsModel(Runnable::run, () -> _ -> {});
        model.show(page);
        TunnelRow chosen = page.rows().get(123);
        model.select(chosen);
        model.sort(BY_REQID_BACKWARDS);
        assertThat(model.listing().get().indexOf(chosen.id())).isEqualTo(176);

        model.show(TunnelsPage.of(Samples.pairs(200))); // the same tunnels, fewer of them
        assertThat(model.selected().get()).map(TunnelRow::id).contains(chosen.id());
        assertThat(model.listing().get().indexOf(chosen.id())).isEqualTo(76);
    }

    @Test
    void keysAreHiddenAgainWhenAnotherTunnelIsSelectedOrTheScreenIsLeft() {
        var model = new TunnelsModel(Runnable::run, () -> _ -> {});
        model.show(page);
        model.toggleKeys();
        model.select(page.rows().getFirst());
        assertThat(model.keysShown().get()).isTrue();
        model.select(page.rows().getLast());
        assertThat(model.keysShown().get()).isFalse();

        model.toggleKeys();
        model.leave();
        assertThat(model.keysShown().get()).isFalse();

        model.toggleKeys();
        model.show(page);
        assertThat(model.keysShown().get()).isFalse();
    }
}
