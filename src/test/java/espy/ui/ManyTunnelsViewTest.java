package espy.ui;

import static org.assertj.core.api.Assertions.assertThat;

import espy.run.Run;
import espy.ui.tunnels.TunnelRow;
import espy.ui.tunnels.TunnelsModel;
import espy.ui.tunnels.TunnelsPage;
import espy.ui.tunnels.TunnelsView;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Tunnels screen with 100 000 SAs. Asserts what stands there; how fast it came is printed, because it depends on the machine. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyTunnelsViewTest extends FxTest {
    private static final int FRAMES = 120;

    private final TunnelsModel model = new TunnelsModel(Platform::runLater, () -> _ -> {});
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicReference<TableView<TunnelRow>> table = new AtomicReference<>();

    @Override
    protected Parent view() {
        return new TunnelsView(model);
    }

    /** Does something a frame, for a number of frames, and finds the longest gap between two of them. */
    private static final class Frames extends AnimationTimer {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private final IntConsumer each;
        private final CountDownLatch done = new CountDownLatch(1);
        private int number;
        private long last;
        private long worked;
        private long longest;
        private long hardest;

        Frames(IntConsumer each) {
            this.each = each;
        }

        @Override
        public void handle(long now) {
            long at = System.nanoTime();
            long work = THREADS.getCurrentThreadCpuTime();
            if (number > 0) {
                longest = Math.max(longest, at - last);
                hardest = Math.max(hardest, work - worked);
            }
            last = at;
            worked = work;
            if (number == FRAMES) {
                stop();
                done.countDown();
            } else {
                each.accept(number++);
            }
        }

        /** Work without the gap is what the screen costs; the gap without the work is what the rest of the machine was busy with. */
        static void print(String what, IntConsumer each) throws InterruptedException {
            var timer = new Frames(each);
            Platform.runLater(timer::start);
            assertThat(timer.done.await(60, TimeUnit.SECONDS)).isTrue();
            System.out.printf(
                    "  %-44s longest gap %6.1f ms, most work in a frame %6.1f ms%n",
                    what, timer.longest / 1e6, timer.hardest / 1e6);
        }
    }

    private void open(Run run) throws Exception {
        var page = TunnelsPage.of(run);
        System.gc(); // what the generator left behind is not the screen's
        show("the screen with a few tunnels", TunnelsPage.of(Samples.pairs(20)));
        show("all tunnels", page);
        TableView<TunnelRow> shown = lookup("#tunnels").queryTableView();
        table.set(shown);
        interact(() -> shown.getItems().addListener((ListChangeListener<TunnelRow>) _ -> changes.incrementAndGet()));
    }

    private void show(String what, TunnelsPage page) throws Exception {
        Frames.print(what, n -> {
            if (n == 2) {
                model.show(page);
            }
        });
        eventually(() -> model.page()
                .get()
                .filter(p -> p.rows().size() == page.rows().size())
                .isPresent());
    }

    /** Starts a change, waits for its one change event and the frames after it. */
    private void change(String what, Runnable start) throws Exception {
        changes.set(0);
        var began = new long[1];
        var took = new long[1];
        ListChangeListener<TunnelRow> stop = _ -> took[0] = System.nanoTime() - began[0];
        interact(() -> table.get().getItems().addListener(stop));
        Frames.print(what, n -> {
            if (n == 2) {
                began[0] = System.nanoTime();
                start.run();
            }
        });
        eventually(() -> changes.get() > 0);
        interact(() -> table.get().getItems().removeListener(stop));
        assertThat(changes).as(what).hasValue(1);
        System.out.printf("  %-44s new list after %6.1f ms%n", "", took[0] / 1e6);
    }

    private void filter(String words, int left) throws Exception {
        change("filter “" + words + "”", () -> model.filter().set(words));
        assertThat(table.get().getItems().size()).isEqualTo(left);
    }

    private void scroll() throws Exception {
        VirtualFlow<?> flow = from(table.get()).lookup(".virtual-flow").query();
        Frames.print("wheel, 120 px a frame", _ -> flow.scrollPixels(120));
        Frames.print("a page down every frame", _ -> flow.scrollPixels(400));
        Frames.print("thumb dragged from end to end", n -> flow.setPosition((n + 1) / (double) FRAMES));
        assertThat(flow.getLastVisibleCell().getIndex())
                .isEqualTo(table.get().getItems().size() - 1);
        interact(() -> flow.setPosition(0));
    }

    @Test
    void fiftyThousandTunnelsOfTwoSas() throws Exception {
        System.out.println("50 000 tunnels of two SAs:");
        open(Samples.pairs(50_000));
        assertThat(table.get().getItems().size()).isEqualTo(50_000);
        everything(50_000);
    }

    @Test
    void hundredThousandTunnelsOfOneSa() throws Exception {
        System.out.println("100 000 tunnels of one SA:");
        open(Samples.singles(100_000));
        assertThat(table.get().getItems().size()).isEqualTo(100_000);
        everything(100_000);
    }

    private void everything(int all) throws Exception {
        filter("203.0.100.", 256);
        filter("", all);
        filter("gcm tunnel", all);
        filter("203.0.7.91 0x1000", 1);
        filter("", all);
        scroll();
        TunnelRow chosen = model.page().get().orElseThrow().rows().get(all / 2);
        interact(() -> model.select(chosen));
        var in = table.get().getColumns().get(4);
        change("sort by bytes", () -> table.get().getSortOrder().setAll(List.of(in)));
        assertThat(table.get().getSelectionModel().getSelectedItem().id()).isEqualTo(chosen.id());
        filter("203.0.", 65_536 > all ? all : 65_536);
        Frames.print(
                "another tunnel selected every frame",
                n -> table.get().getSelectionModel().select(n));
        assertThat(model.selected().get())
                .map(TunnelRow::id)
                .contains(table.get().getItems().get(FRAMES - 1).id());
    }

    @Test
    void aTunnelOfManySasHasFewNodes() throws Exception {
        System.out.println("one tunnel of 5000 SAs each way:");
        open(Samples.generations(5000));
        assertThat(lookup("#tunnel-detail *").queryAll()).hasSizeLessThan(1500);
        assertThat(lookup("5\u202f000 inbound SAs, the newest first").tryQuery())
                .isPresent();
    }
}
