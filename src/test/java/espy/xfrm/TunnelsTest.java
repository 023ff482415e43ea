package espy.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Policies and SAs of one gateway, 192.0.2.1, whose peers are 198.51.100.x. */
final class TunnelsTest {
    private static final String US = "192.0.2.1";
    private static final String PEER = "198.51.100.2";

    private static String sa(String src, String dst, int spi, int reqid, String mode, int packets) {
        return """
                src %s dst %s
                \tproto esp spi 0x%08x reqid %d mode %s
                \treplay-window 32 flag af-unspec
                \taead rfc4106(gcm(aes)) 0x101112131415161718191a1b1c1d1e1f20212223 128
                \tlifetime current:
                \t  %d(bytes), %d(packets)
                """.formatted(src, dst, spi, reqid, mode, packets * 84L, packets);
    }

    private static String both(String peer, int spi, int reqid) {
        return sa(peer, US, spi, reqid, "tunnel", 5) + sa(US, peer, spi + 1, reqid, "tunnel", 5);
    }

    private static String policy(String src, String dst, String dir, int priority, String from, String to, int reqid) {
        return """
                src %s dst %s\s
                \tdir %s priority %d ptype main\s
                \ttmpl src %s dst %s
                \t\tproto esp reqid %d mode tunnel
                """.formatted(src, dst, dir, priority, from, to, reqid);
    }

    private static String three(String ours, String theirs, String peer, int reqid) {
        return policy(theirs, ours, "fwd", 375423, peer, US, reqid)
                + policy(theirs, ours, "in", 375423, peer, US, reqid)
                + policy(ours, theirs, "out", 375423, US, peer, reqid);
    }

    private static List<Tunnel> pair(String text) {
        var read = XfrmText.parse(text);
        assertThat(read.unparsed()).isEmpty();
        return Tunnels.pair(read.value().states(), read.value().policies(), List.of(US, "10.1.0.1"));
    }

    private static Tunnel only(String text) {
        var all = pair(text);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void healthyTunnelHasNoTroubles() {
        var t = only(both(PEER, 0x1001, 1) + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1));
        assertThat(t.name()).isEqualTo("10.1.0.0/16 ⇄ 10.2.0.0/16");
        assertThat(t.peer() + " " + t.local() + " " + t.mode() + " " + t.reqid())
                .isEqualTo(PEER + " " + US + " tunnel 1");
        assertThat(t.inbound()).extracting(State::spi).containsExactly(0x1001L);
        assertThat(t.outbound()).extracting(State::spi).containsExactly(0x1002L);
        assertThat(t.policies()).hasSize(3);
        assertThat(t.troubles()).isEmpty();
    }

    @Test
    void withoutAddressesOfTheGatewayTheTemplatesTellTheDirection() {
        var read = XfrmText.parse(both(PEER, 0x1001, 1) + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1))
                .value();
        var t = Tunnels.pair(read.states(), read.policies(), List.of()).getFirst();
        assertThat(t.local()).isEqualTo(US);
        assertThat(t.inbound()).extracting(State::spi).containsExactly(0x1001L);
        assertThat(t.troubles()).isEmpty();
    }

    @Test
    void rekeyedSasShareTheTunnelWithTheirPredecessors() {
        var t = only(both(PEER, 0x2001, 1) + both(PEER, 0x1001, 1) + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1));
        assertThat(t.inbound()).extracting(State::spi).containsExactly(0x2001L, 0x1001L);
        assertThat(t.outbound()).extracting(State::spi).containsExactly(0x2002L, 0x1002L);
        assertThat(t.troubles()).isEmpty();
    }

    @Test
    void oneDirectionOnly() {
        var t = only(sa(PEER, US, 0x1001, 1, "tunnel", 5) + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1));
        assertThat(t.inbound()).hasSize(1);
        assertThat(t.troubles()).containsExactly("One direction only: there is an inbound SA but no outbound one");
    }

    @Test
    void countersThatMoveOneWay() {
        var t = only(sa(PEER, US, 0x1001, 1, "tunnel", 0)
                + sa(US, PEER, 0x1002, 1, "tunnel", 7)
                + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1));
        assertThat(t.troubles()).containsExactly("Counters move one way: 7 packets out, none in");
    }

    @Test
    void policyWithoutSa() {
        var t = only(three("10.1.0.0/16", "10.2.0.0/16", PEER, 1));
        assertThat(t.troubles()).containsExactly("Policy without SA: packets that match wait for IKE or are dropped");
    }

    @Test
    void saThatAlmostFitsIsNamedWithWhatDiffers() {
        var all = pair(sa(US, PEER, 0x1002, 9, "transport", 1) + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1));
        assertThat(all).hasSize(2);
        assertThat(all.getFirst().troubles())
                .contains("SA 0x00001002 between the same addresses does not fit the policy: reqid 9 instead of 1,"
                        + " mode transport instead of tunnel");
        assertThat(all.getLast().outbound()).hasSize(1);
        assertThat(all.getLast().troubles().getFirst()).startsWith("No policy asks for these SAs");
    }

    @Test
    void saWithoutPolicy() {
        var t = only(both(PEER, 0x1001, 1));
        assertThat(t.name()).isEqualTo(US + " ⇄ " + PEER);
        assertThat(t.inbound()).hasSize(1);
        assertThat(t.outbound()).hasSize(1);
        assertThat(t.troubles()).hasSize(1).first().asString().startsWith("No policy asks for these SAs");
    }

    @Test
    void manySubnetsOfOnePeerWithOneReqidAreOneTunnel() {
        var t = only(both(PEER, 0x1001, 1)
                + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1)
                + three("10.1.0.0/16", "10.3.0.0/16", PEER, 1));
        assertThat(t.name()).isEqualTo("10.1.0.0/16 ⇄ 10.2.0.0/16, 10.1.0.0/16 ⇄ 10.3.0.0/16");
        assertThat(t.selectors()).hasSize(2);
        assertThat(t.policies()).hasSize(6);
        assertThat(t.troubles()).isEmpty();
    }

    @Test
    void manySubnetsOfOnePeerWithTheirOwnReqidsAreTunnelsOfTheirOwn() {
        var all = pair(both(PEER, 0x1001, 1)
                + both(PEER, 0x2001, 2)
                + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1)
                + three("10.1.0.0/16", "10.3.0.0/16", PEER, 2));
        assertThat(all).extracting(Tunnel::reqid).containsExactly(1L, 2L);
        assertThat(all).extracting(t -> t.outbound().getFirst().spi()).containsExactly(0x1002L, 0x2002L);
        assertThat(all).allMatch(t -> t.outbound().size() == 1 && t.troubles().isEmpty());
    }

    @Test
    void withoutReqidsTheSelectorsOfTheSasDecide() {
        var all = pair(sa(US, PEER, 0x1002, 0, "tunnel", 1)
                + "\tsel src 10.1.0.0/16 dst 10.2.0.0/16 \n"
                + sa(US, PEER, 0x2002, 0, "tunnel", 1)
                + "\tsel src 10.1.0.0/16 dst 10.3.0.0/16 \n"
                + three("10.1.0.0/16", "10.2.0.0/16", PEER, 0)
                + three("10.1.0.0/16", "10.3.0.0/16", PEER, 0));
        assertThat(all).hasSize(2);
        assertThat(all).extracting(t -> t.outbound().getFirst().spi()).containsExactly(0x1002L, 0x2002L);
    }

    @Test
    void oneReqidForAllPeersKeepsThemApart() {
        String other = "198.51.100.3";
        var all = pair(both(PEER, 0x1001, 1)
                + both(other, 0x2001, 1)
                + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1)
                + three("10.1.0.0/16", "10.3.0.0/16", other, 1));
        assertThat(all).extracting(Tunnel::peer).containsExactly(PEER, other);
        assertThat(all).allMatch(t -> t.troubles().isEmpty());
    }

    @Test
    void larvalSaOfAnotherReqidBelongsToTheTunnelBetweenItsAddresses() {
        var t = only("""
                src 192.0.2.1 dst 198.51.100.2
                \tproto esp spi 0x00000000 reqid 0 mode tunnel
                \treplay-window 0\s
                """ + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1));
        assertThat(t.larval()).hasSize(1);
        assertThat(t.troubles()).containsExactly("The SA is still being negotiated (larval): IKE has not finished");
    }

    @Test
    void transportPoliciesNameNoAddressesAndFindTheirSasByReqid() {
        var t = only(sa(PEER, US, 0x1001, 4, "transport", 2)
                + sa(US, PEER, 0x1002, 4, "transport", 2)
                + three(US + "/32", PEER + "/32", "0.0.0.0", 4)
                        .replace(US + " dst", "0.0.0.0 dst")
                        .replace("dst " + US + "\n", "dst 0.0.0.0\n")
                        .replace("mode tunnel", "mode transport"));
        assertThat(t.peer()).isEqualTo(PEER);
        assertThat(t.inbound()).hasSize(1);
        assertThat(t.outbound()).hasSize(1);
        assertThat(t.troubles()).isEmpty();
    }

    @Test
    void bundlesFindTheSasOfEachOfTheirTransforms() {
        var t = only("""
                src %s dst %s\s
                \tdir %s priority 1 ptype main\s
                \ttmpl src %s dst %s
                \t\tproto comp reqid 7 mode tunnel
                \t\tlevel use\s
                \ttmpl src 0.0.0.0 dst 0.0.0.0
                \t\tproto esp reqid 8 mode transport
                """.formatted("10.1.0.0/16", "10.2.0.0/16", "out", US, PEER)
                + sa(US, PEER, 0x1002, 8, "transport", 2)
                + """
                src 192.0.2.1 dst 198.51.100.2
                \tproto comp spi 0x00001f2e reqid 7 mode tunnel
                \treplay-window 0 flag af-unspec
                \tcomp deflate\s
                """);
        assertThat(t.outbound()).extracting(State::proto).containsExactly("esp", "comp");
    }

    @Test
    void policyThatAnotherOneShadows() {
        String drop = "src 10.0.0.0/8 dst 10.0.0.0/8 \n\tdir out action block priority 10 ptype main \n";
        var t = only(both(PEER, 0x1001, 1) + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1) + drop);
        assertThat(t.troubles())
                .containsExactly("The out policy 10.1.0.0/16 ⇄ 10.2.0.0/16 is shadowed: a block policy for"
                        + " 10.0.0.0/8 ⇄ 10.0.0.0/8 has priority 10, before 375423");
    }

    @Test
    void equalPriorityOtherDirectionOrNarrowerSelectorDoNotShadow() {
        String text = both(PEER, 0x1001, 1)
                + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1)
                + "src 10.0.0.0/8 dst 10.0.0.0/8 \n\tdir out action block priority 375423 \n"
                + "src 10.2.0.0/16 dst 10.1.0.0/16 \n\tdir out action block priority 1 \n"
                + "src 10.1.0.0/16 dst 10.2.0.0/24 \n\tdir out action block priority 1 \n"
                + "src 10.0.0.0/8 dst 10.0.0.0/8 proto tcp \n\tdir out action block priority 1 \n"
                + "src 10.0.0.0/8 dst 10.0.0.0/8 \n\tdir out action block priority 1 \n\tif_id 0x7\n";
        assertThat(only(text).troubles()).isEmpty();
    }

    @Test
    void missingPoliciesAreNamed() {
        var t = only(both(PEER, 0x1001, 1)
                + policy("10.1.0.0/16", "10.2.0.0/16", "out", 1, US, PEER, 1)
                + policy("10.2.0.0/16", "10.1.0.0/16", "in", 1, PEER, US, 1));
        assertThat(t.troubles()).hasSize(1).first().asString().startsWith("No fwd policy");
    }

    @Test
    void socketPoliciesMakeNoTunnel() {
        assertThat(pair("src 0.0.0.0/0 dst 0.0.0.0/0 \n\tsocket out priority 0 ptype main \n"))
                .isEmpty();
    }

    /** One peer with thousands of networks, and thousands of peers with one reqid: what grows with the square takes minutes here. */
    @Test
    void largeGatewaysStayQuick() {
        var states = new ArrayList<State>();
        var policies = new ArrayList<Policy>();
        for (int i = 1; i <= 10_000; i++) {
            String peer = "10.250.%d.%d".formatted(i >> 8, i & 255);
            String network = "10.%d.%d.0/24".formatted(i >> 8, i & 255);
            var text = XfrmText.parse(both(PEER, 4 * i, i)
                            + both(peer, 4 * i + 2, 1)
                            + policy("10.1.0.0/16", network, "out", 5, US, PEER, i)
                            + policy("10.1.0.0/16", network, "out", 6, US, peer, 1))
                    .value();
            states.addAll(text.states());
            policies.addAll(text.policies());
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(Tunnels.pair(states, policies, List.of(US))).hasSize(20_000));
    }
}
