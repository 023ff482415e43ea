package espy.ui;

import static org.assertj.core.api.Assertions.assertThat;

import espy.run.Run;
import espy.ui.keys.KeysModel;
import espy.ui.keys.KeysPage;
import espy.ui.part.Quantity;
import espy.ui.tunnels.TunnelRow;
import espy.ui.tunnels.TunnelsModel;
import espy.ui.tunnels.TunnelsPage;
import espy.wireshark.WiresharkVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screens' models, without a toolkit. */
class ScreensModelTest {
    private static final Run RUN = Sample.pskMismatch();
    private final KeysModel keys = new KeysModel();
    private final TunnelsModel tunnels = new TunnelsModel(Runnable::run, () -> _ -> {});

    private static KeysPage keysPage(Run run) {
        return KeysPage.of(run, WiresharkVersion.USUAL);
    }

    @Test
    void tunnelsAreNamedCountedAndJudged() {
        var page = TunnelsPage.of(RUN);

        assertThat(page.summary()).isEqualTo("3 tunnels, 2 with problems");
        assertThat(page.rows()).extracting(TunnelRow::state).containsExactly("up", "no SA", "up");
        var first = page.rows().getFirst();
        assertThat(first.title()).isEqualTo("muc/muc-net");
        assertThat(first.selectors()).isEqualTo("10.1.0.0/16 ⇄ 10.2.0.0/16");
        assertThat(first.algorithms()).isEqualTo("AES-GCM-256");
        assertThat(page.rows().getLast().algorithms()).isEqualTo("AES-CBC-256 + SHA-256/128");
    }

    @Test
    void expiryIsToldByTheGatewaysOwnClock() {
        // added 12:40:11, hard limit 3960 s, looked at 13:01:05 local time
        assertThat(TunnelsPage.of(RUN).rows().getFirst().expiry()).isEqualTo("in 45 min");
    }

    @Test
    void withoutRootTheScreenSaysWhatToDo() {
        var page = TunnelsPage.of(Sample.unprivileged());

        assertThat(page.rows()).isEmpty();
        assertThat(page.empty().text()).contains("Only root may see the SAs").contains("Become root (Ctrl+U)");
        assertThat(keysPage(Sample.unprivileged()).text()).contains("Only root may see the SAs");
    }

    @Test
    void withoutTunnelsTheScreenSaysHowToStartOne() {
        var page = TunnelsPage.of(Sample.with(RUN, Sample.xfrm("", "")));

        assertThat(page.empty().title()).isEqualTo("No SAs and no policies");
        assertThat(page.empty().text()).contains("swanctl --initiate");
    }

    @Test
    void theSelectedTunnelStaysSelectedInTheNextRun() {
        tunnels.show(TunnelsPage.of(RUN));
        assertThat(tunnels.selected().get()).map(TunnelRow::name).contains("muc/muc-net");

        tunnels.select(TunnelsPage.of(RUN).rows().getLast());
        tunnels.show(TunnelsPage.of(Sample.healthy()));

        assertThat(tunnels.selected().get()).map(r -> r.tunnel().peer()).contains("203.0.113.40");
    }

    @Test
    void rawLinesHoldNoKey() {
        String key = keysPage(RUN).table().rows().getFirst().encryptionKey().substring(2);
        assertThat(key).hasSize(72);

        assertThat(TunnelsPage.of(RUN).rows())
                .allSatisfy(r -> assertThat(r.toString()).doesNotContain(key));
        assertThat(keysPage(RUN).toString()).doesNotContain(key);
    }

    @Test
    void keysAreDotsUntilAskedForAndAgainAfterTheNextRun() {
        keys.show(keysPage(RUN));
        assertThat(keys.visible("0xabcd")).doesNotContain("abcd");
        assertThat(keys.visible("")).isEmpty();

        keys.toggleKeys();
        assertThat(keys.visible("0xabcd")).isEqualTo("0xabcd");

        keys.show(keysPage(RUN));
        assertThat(keys.visible("0xabcd")).doesNotContain("abcd");
    }

    @Test
    void theTableIsSavedForItsOwnerAlone(@TempDir Path folder) throws Exception {
        keys.show(keysPage(RUN));
        Path file = folder.resolve("esp_sa");

        assertThat(saved(file)).isEqualTo("Saved to " + file + ", readable by you alone.");
        assertThat(Files.readString(file)).isEqualTo(keys.copied()).endsWith("\"\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(saved(folder)).startsWith("Not done: ").contains("is a folder");
    }

    @Test
    void rowsGoIntoAProfileAndOutOfIt(@TempDir Path folder) throws Exception {
        var model = new KeysModel(folder.resolve("wireshark"), folder.resolve("own"));
        model.show(keysPage(RUN));
        model.profile().set("Mine");
        assertThat(model.aboutProfile()).contains("Made when missing");

        Path table = folder.resolve("wireshark/profiles/Mine/esp_sa");
        assertThat(done(model, model::install))
                .contains("rows for Wireshark in " + table)
                .contains("wireshark -C Mine");
        assertThat(Files.readString(table)).isEqualTo(model.copied());
        assertThat(model.busy().get()).isFalse();
        assertThat(model.aboutProfile()).contains("One of your profiles");

        assertThat(done(model, model::remove)).contains("taken out of " + table);
        assertThat(table).doesNotExist();
    }

    @Test
    void aRefusalIsSaidAndABadNameToo(@TempDir Path folder) throws Exception {
        var model = new KeysModel(folder, folder.resolve("own"));
        model.show(keysPage(RUN));
        model.profile().set("a/b");
        assertThat(model.aboutProfile()).contains("cannot have /");
        model.profile().set("Default");
        Files.writeString(folder.resolve("esp_sa"), "nonsense\n");
        assertThat(done(model, model::install)).startsWith("Not done: " + folder.resolve("esp_sa") + ":1: ");
    }

    @Test
    void profilesAreListedAndAChoiceStays(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("profiles/VoIP"));
        var model = new KeysModel(folder, folder.resolve("own"));
        model.profile().set("not made yet");
        var handed = new LinkedBlockingQueue<Runnable>();
        model.findProfiles(handed::add);
        take(handed).run();
        assertThat(model.profiles()).containsExactly("Espy", "Default", "VoIP");
        assertThat(model.profile().get()).isEqualTo("not made yet");
    }

    /** What the model says after the work, with the list of profiles found anew. */
    private static String done(KeysModel model, Consumer<Executor> action) throws Exception {
        var handed = new LinkedBlockingQueue<Runnable>();
        action.accept(handed::add);
        assertThat(model.busy().get()).isTrue();
        take(handed).run();
        take(handed).run();
        return model.result().get();
    }

    private static Runnable take(LinkedBlockingQueue<Runnable> handed) throws InterruptedException {
        return Objects.requireNonNull(handed.poll(10, TimeUnit.SECONDS), "nothing was handed over");
    }

    private String saved(Path file) throws Exception {
        var handed = new CompletableFuture<Runnable>();
        keys.save(file, handed::complete);
        handed.get(10, TimeUnit.SECONDS).run();
        return keys.result().get();
    }

    @Test
    void quantitiesCarryTheirUnits() {
        assertThat(Quantity.bytes(999)).isEqualTo("999 B");
        assertThat(Quantity.bytes(2845)).isEqualTo("2.8 kB");
        assertThat(Quantity.bytes(999_999)).isEqualTo("1.0 MB");
        assertThat(Quantity.packets(1)).isEqualTo("1 packet");
        assertThat(Quantity.packets(40_122)).isEqualTo("40\u202f122 packets");
        assertThat(Quantity.seconds(7260)).isEqualTo("2 h 1 min");
        assertThat(Quantity.seconds(200_000)).isEqualTo("2 d 7 h");
    }
}
