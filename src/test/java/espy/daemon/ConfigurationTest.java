package espy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import espy.daemon.Connection.Child;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Configuration files. */
final class ConfigurationTest {
    private static final List<String> OURS = List.of("203.0.113.2", "10.1.0.1");

    @Test
    void swanctlConfIsReadWhole() {
        var read = Configuration.parse(Samples.text("swanctl.conf.txt"), false, OURS);
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value().swanctl())
                .containsExactly(new Connection(
                        "site-to-site",
                        "2",
                        List.of("203.0.113.2"),
                        List.of("198.51.100.2"),
                        "left.example.org",
                        "right.example.org",
                        "psk",
                        "psk",
                        List.of("aes256-sha256-modp2048"),
                        false,
                        List.of(new Child(
                                "net-net",
                                "tunnel",
                                List.of("10.1.0.0/24"),
                                List.of("10.2.0.0/24"),
                                List.of("aes256-sha256"),
                                "trap|start",
                                Optional.empty(),
                                Optional.empty())),
                        Optional.of("/etc/swanctl/swanctl.conf:2")));
    }

    @Test
    void startersIpsecConfIsReadWhole() {
        assertThat(Configuration.parse(Samples.text("ipsec.conf-strongswan.txt"), false, OURS)
                        .value()
                        .ipsec())
                .containsExactly(ipsec(
                        List.of("aes256-sha256-modp2048!"),
                        List.of("aes256-sha256!"),
                        "left.example.org",
                        "right.example.org"));
    }

    @Test
    void libreswansIpsecConfIsReadWhole() {
        assertThat(Configuration.parse(Samples.text("ipsec.conf-libreswan.txt"), true, OURS)
                        .value()
                        .ipsec())
                .containsExactly(ipsec(
                        List.of("aes256-sha2_256;modp2048"),
                        List.of("aes256-sha2_256"),
                        "left.example.org",
                        "right.example.org"));
    }

    private static Connection ipsec(List<String> ike, List<String> esp, String us, String them) {
        return new Connection(
                "site-to-site",
                "2",
                List.of("203.0.113.2"),
                List.of("198.51.100.2"),
                "@" + us,
                "@" + them,
                "psk",
                "psk",
                ike,
                false,
                List.of(new Child(
                        "site-to-site",
                        "tunnel",
                        List.of("10.1.0.0/24"),
                        List.of("10.2.0.0/24"),
                        esp,
                        "start",
                        Optional.empty(),
                        Optional.empty())),
                Optional.of("/etc/ipsec.conf:4"));
    }

    @Test
    void rightIsOursWhenItsAddressIsOnThisHost() {
        var c = Configuration.parse(
                        "==> /etc/ipsec.conf <==\nconn a\n left=198.51.100.2\n leftid=@l\n leftsubnet=10.2.0.0/24\n right=203.0.113.2\n rightid=@r\n auto=add\n",
                        true,
                        OURS)
                .value()
                .ipsec()
                .getFirst();
        assertThat(c.local()).containsExactly("203.0.113.2");
        assertThat(c.localId()).isEqualTo("@r");
        assertThat(c.children().getFirst().remoteTs()).containsExactly("10.2.0.0/24");
        assertThat(c.children().getFirst().startAction()).isEqualTo("none");
    }

    @Test
    void defaultsAndAlsoAreFollowedAcrossFiles() {
        var read = Configuration.parse("""
                ==> /etc/ipsec.conf <==
                conn %default
                    keyexchange=ikev1
                    ike=aes128-sha1-modp1024
                conn base
                    left=203.0.113.2
                    ike=aes256-sha256-modp2048   # wins
                ==> /etc/ipsec.d/b.conf <==
                conn b
                    also=base
                    right=198.51.100.2
                    rightsubnet="10.2.0.0/24,10.3.0.0/24"
                    auto=route
                """, false, OURS);
        assertThat(read.value().ipsec())
                .filteredOn(c -> c.name().equals("b"))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.version()).isEqualTo("1");
                    assertThat(c.proposals()).containsExactly("aes256-sha256-modp2048");
                    assertThat(c.local()).containsExactly("203.0.113.2");
                    assertThat(c.children().getFirst().remoteTs()).containsExactly("10.2.0.0/24", "10.3.0.0/24");
                    assertThat(c.children().getFirst().startAction()).isEqualTo("trap");
                    assertThat(c.where()).contains("/etc/ipsec.d/b.conf:1");
                });
    }

    @Test
    void swanctlSectionsMayStandInOneLineAndReferToOthers() {
        var read = Configuration.parse("""
                ==> /etc/swanctl/conf.d/x.conf <==
                base { version = 1  # old
                  local { auth = psk } }
                connections { x : base { remote_addrs = a.example, 192.0.2.9
                  children { c { remote_ts = 10.2.0.0/16 } } } }
                """, false, OURS);
        assertThat(read.value().swanctl()).singleElement().satisfies(c -> {
            assertThat(c.name()).isEqualTo("x");
            assertThat(c.version()).isEqualTo("1");
            assertThat(c.localAuth()).isEqualTo("psk");
            assertThat(c.remote()).containsExactly("a.example", "192.0.2.9");
            assertThat(c.children().getFirst().localTs()).containsExactly("dynamic");
        });
    }

    @Test
    void racoonConfNamesPeersAndNetworks() {
        var read = Configuration.parse("""
                ==> /etc/racoon/racoon.conf <==
                remote 198.51.100.2 {
                    exchange_mode main;
                    my_identifier fqdn "gwa.example";
                    proposal { encryption_algorithm aes 256; hash_algorithm sha256;
                        authentication_method pre_shared_key; dh_group 14; }
                }
                sainfo address 10.1.0.0/24 any address 10.2.0.0/24 any {
                    encryption_algorithm aes 256; authentication_algorithm hmac_sha256; }
                """, false, OURS);
        assertThat(read.value().racoon()).singleElement().satisfies(c -> {
            assertThat(c.remote()).containsExactly("198.51.100.2");
            assertThat(c.localId()).isEqualTo("gwa.example");
            assertThat(c.localAuth()).isEqualTo("psk");
            assertThat(c.proposals()).containsExactly("aes256-sha256-14");
            assertThat(c.children().getFirst().remoteTs()).containsExactly("10.2.0.0/24");
        });
    }
}
