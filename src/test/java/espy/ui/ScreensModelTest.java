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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
        assertThat(page.empty().text()).contains("Only root may see the SAs").contains("sudo");
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
        String key = keysPage(RUN).rows().getFirst().encryptionKey().substring(2);
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
        assertThat(saved(folder)).startsWith("Not saved: ").contains("is a folder");
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
