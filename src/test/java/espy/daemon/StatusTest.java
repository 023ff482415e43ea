package espy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import espy.daemon.Connection.Child;
import espy.daemon.IkeSa.ChildSa;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Status outputs of the daemons. */
final class StatusTest {
    private static final Optional<Long> NONE = Optional.empty();

    @Test
    void viciSaIsReadWhole() {
        var read = Swanctl.sas(Samples.text("swanctl-sas.txt"));
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value())
                .containsExactly(new IkeSa(
                        "site-to-site",
                        "1",
                        "2",
                        "ESTABLISHED",
                        "203.0.113.2",
                        "198.51.100.2",
                        "left.example.org",
                        "right.example.org",
                        true,
                        "8758117182a66500",
                        "bcc7b261c2acec9a",
                        Optional.of(1L),
                        Optional.of(13224L),
                        "AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
                        false,
                        false,
                        List.of(new ChildSa(
                                "net-net",
                                "2",
                                "INSTALLED",
                                "tunnel",
                                "c224d5a2",
                                "c267a5f2",
                                false,
                                "AES_CBC-256/HMAC_SHA2_256_128",
                                List.of("10.1.0.0/24"),
                                List.of("10.2.0.0/24"),
                                Optional.of(0L),
                                Optional.of(0L),
                                Optional.of(0L),
                                Optional.of(0L),
                                Optional.of(2L),
                                Optional.of(3388L)))));
    }

    @Test
    void viciSelectorsMayHoldProtocolsAndManyNetworks() {
        var multi = Swanctl.sas(Samples.text("swanctl-sas-many.txt")).value().stream()
                .flatMap(s -> s.children().stream())
                .filter(c -> c.name().equals("multi"))
                .toList();
        assertThat(multi).singleElement().satisfies(c -> {
            assertThat(c.localTs()).containsExactly("10.1.7.0/24[udp/domain]", "10.1.8.0/24[tcp/ssh]");
            assertThat(c.remoteTs()).containsExactly("10.2.7.0/24[udp/domain]", "10.2.8.0/24[tcp/ssh]");
        });
    }

    @Test
    void viciEncapsulationIsSeen() {
        assertThat(Swanctl.sas(Samples.text("swanctl-sas-many.txt")).value())
                .flatExtracting(IkeSa::children)
                .filteredOn(ChildSa::udpEncap)
                .extracting(ChildSa::name)
                .containsExactly("natt-net");
    }

    @Test
    void distinguishedNamesMayHoldBlanksAndEqualsSigns() {
        var read = Swanctl.sas(
                "list-sa event {t {uniqueid=1 state=ESTABLISHED local-id=C=CH, O=Lab, CN=gw A remote-id=C=CH, O=Lab, CN=gwB initiator=yes child-sas {}}}");
        assertThat(read.value())
                .extracting(IkeSa::localId, IkeSa::remoteId, IkeSa::initiator)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("C=CH, O=Lab, CN=gw A", "C=CH, O=Lab, CN=gwB", true));
    }

    @Test
    void viciConnectionIsReadWhole() {
        assertThat(Swanctl.connections(Samples.text("swanctl-conns.txt")).value())
                .containsExactly(new Connection(
                        "site-to-site",
                        "2",
                        List.of("203.0.113.2"),
                        List.of("198.51.100.2"),
                        "left.example.org",
                        "right.example.org",
                        "psk",
                        "psk",
                        List.of(),
                        false,
                        List.of(new Child(
                                "net-net",
                                "tunnel",
                                List.of("10.1.0.0/24"),
                                List.of("10.2.0.0/24"),
                                List.of(),
                                "",
                                Optional.empty(),
                                Optional.empty())),
                        Optional.empty()));
    }

    @Test
    void noiseBesideViciEventsIsKept() {
        assertThat(Swanctl.sas("plugin 'x': failed to load\nlist-sas reply {}\n")
                        .unparsed())
                .containsExactly(new espy.base.Unparsed(1, "plugin 'x': failed to load"));
    }

    @Test
    void strokeStatusIsReadWhole() {
        var read = Stroke.parse(Samples.text("statusall.txt"));
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value().sas())
                .containsExactly(new IkeSa(
                        "site-to-site",
                        "1",
                        "2",
                        "ESTABLISHED",
                        "203.0.113.2",
                        "198.51.100.2",
                        "left.example.org",
                        "right.example.org",
                        true,
                        "7c84f6ff1b0a4188",
                        "7333164a070c94b8",
                        Optional.of(2L),
                        Optional.of(7200L),
                        "AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
                        false,
                        false,
                        List.of(new ChildSa(
                                "site-to-site",
                                "1",
                                "INSTALLED",
                                "tunnel",
                                "c142d64a",
                                "c07bee9e",
                                false,
                                "AES_CBC-256/HMAC_SHA2_256_128",
                                List.of("10.1.0.0/24"),
                                List.of("10.2.0.0/24"),
                                Optional.of(0L),
                                Optional.of(0L),
                                Optional.of(0L),
                                Optional.of(0L),
                                NONE,
                                Optional.of(2880L)))));
        assertThat(read.value().connections())
                .containsExactly(new Connection(
                        "site-to-site",
                        "2",
                        List.of("203.0.113.2"),
                        List.of("198.51.100.2"),
                        "left.example.org",
                        "right.example.org",
                        "psk",
                        "psk",
                        List.of(),
                        false,
                        List.of(new Child(
                                "site-to-site",
                                "tunnel",
                                List.of("10.1.0.0/24"),
                                List.of("10.2.0.0/24"),
                                List.of(),
                                "",
                                Optional.empty(),
                                Optional.empty())),
                        Optional.empty()));
    }

    @Test
    void plutoStatusIsReadWhole() {
        var read = Whack.parse(Samples.text("whack-status.txt"), Samples.text("whack-traffic.txt"));
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value().connections())
                .containsExactly(new Connection(
                        "site-to-site",
                        "2",
                        List.of("203.0.113.2"),
                        List.of("198.51.100.2"),
                        "@left.example.org",
                        "@right.example.org",
                        "psk",
                        "psk",
                        List.of("AES_CBC_256-HMAC_SHA2_256-MODP2048"),
                        false,
                        List.of(new Child(
                                "site-to-site",
                                "tunnel",
                                List.of("10.1.0.0/24"),
                                List.of("10.2.0.0/24"),
                                List.of("AES_CBC_256-HMAC_SHA2_256_128"),
                                "start",
                                Optional.empty(),
                                Optional.empty())),
                        Optional.empty()));
        assertThat(read.value().sas())
                .containsExactly(new IkeSa(
                        "site-to-site",
                        "1",
                        "2",
                        "ESTABLISHED",
                        "203.0.113.2",
                        "198.51.100.2",
                        "@left.example.org",
                        "@right.example.org",
                        false,
                        "",
                        "",
                        NONE,
                        Optional.of(27914L),
                        "AES_CBC_256-HMAC_SHA2_256-MODP2048",
                        false,
                        false,
                        List.of(new ChildSa(
                                "site-to-site",
                                "2",
                                "INSTALLED",
                                "tunnel",
                                "466f989f",
                                "3109b786",
                                false,
                                "AES_CBC_256-HMAC_SHA2_256_128",
                                List.of("10.1.0.0/24"),
                                List.of("10.2.0.0/24"),
                                Optional.of(0L),
                                NONE,
                                Optional.of(0L),
                                NONE,
                                NONE,
                                Optional.of(27941L)))));
    }

    @Test
    void racoonSaInStateNineIsUp() {
        assertThat(Racoonctl.sas(Samples.text("racoonctl.txt")).value())
                .extracting(IkeSa::remote, IkeSa::state, IkeSa::initiator, IkeSa::initiatorSpi)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("192.0.2.2", "ESTABLISHED", true, "7fd79c3dae16737a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "swanctl-sas-many.txt",
                "swanctl-conns.txt",
                "statusall.txt",
                "whack-status.txt",
                "racoonctl.txt",
                "swanctl.conf.txt",
                "ipsec.conf-strongswan.txt",
                "ipsec.conf-libreswan.txt"
            })
    void textCutAnywhereIsReadWithoutComplaint(String name) {
        String text = Samples.text(name);
        for (int end = 0; end < text.length(); end += 7) {
            String cut = text.substring(0, end);
            assertThat(Swanctl.sas(cut)).isNotNull();
            assertThat(Swanctl.connections(cut)).isNotNull();
            assertThat(Stroke.parse(cut)).isNotNull();
            assertThat(Whack.parse(cut, cut)).isNotNull();
            assertThat(Racoonctl.sas(cut)).isNotNull();
            assertThat(Configuration.parse(cut, true, List.of())).isNotNull();
        }
    }
}
