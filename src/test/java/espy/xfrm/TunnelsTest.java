package espy.xfrm;

import static espy.xfrm.Dumps.PEER;
import static espy.xfrm.Dumps.US;
import static espy.xfrm.Dumps.both;
import static espy.xfrm.Dumps.only;
import static espy.xfrm.Dumps.pair;
import static espy.xfrm.Dumps.policy;
import static espy.xfrm.Dumps.sa;
import static espy.xfrm.Dumps.three;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies and SAs of one gateway, 192.0.2.1, whose peers are 198.51.100.x. */
final class TunnelsTest {
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
        assertThat(t.troubles()).isEmpty();
        assertThat(t.notes()).containsExactly("The SA is still being negotiated (larval): IKE has not finished");
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

    @Test
    void newestSaComesFirstEvenInASortedDump() {
        var t = only(both(PEER, 0x1001, 1).replace("packets)\n", "packets)\n\t  add 2026-11-22 08:00:00 use -\n")
                + both(PEER, 0x2001, 1).replace("packets)\n", "packets)\n\t  add 2026-11-22 09:00:00 use -\n")
                + three("10.1.0.0/16", "10.2.0.0/16", PEER, 1));
        assertThat(t.inbound()).extracting(State::spi).containsExactly(0x2001L, 0x1001L);
        assertThat(t.outbound()).extracting(State::spi).containsExactly(0x2002L, 0x1002L);
    }

    @Test
    void policiesWithoutReqidThatShareTheirSasAreOneTunnel() {
        var t = only(both(PEER, 0x1001, 0)
                + three("10.1.0.0/16", "10.2.0.0/16", PEER, 0)
                + three("10.1.0.0/16", "10.3.0.0/16", PEER, 0));
        assertThat(t.selectors()).hasSize(2);
        assertThat(t.inbound()).hasSize(1);
        assertThat(t.troubles()).isEmpty();
    }

    @Test
    void interfaceIdsKeepTunnelsApartThatShareEverythingElse() {
        String text = both(PEER, 0x1001, 1).replace("\tlifetime", "\tif_id 0x1\n\tlifetime")
                + both(PEER, 0x2001, 2).replace("\tlifetime", "\tif_id 0x2\n\tlifetime")
                + three("0.0.0.0/0", "0.0.0.0/0", PEER, 1).replace("mode tunnel\n", "mode tunnel\n\tif_id 0x1\n")
                + three("0.0.0.0/0", "0.0.0.0/0", PEER, 2).replace("mode tunnel\n", "mode tunnel\n\tif_id 0x2\n");
        assertThat(pair(text))
                .hasSize(2)
                .allMatch(t -> t.troubles().isEmpty() && t.inbound().size() == 1);
    }

    @Test
    void theInnerNetworksMayBeOfAnotherFamilyThanThePeers() {
        String v6 = "2001:db8::2";
        var t = only(sa(v6, "2001:db8::1", 0x1001, 1, "tunnel", 5)
                + sa("2001:db8::1", v6, 0x1002, 1, "tunnel", 5)
                + three("10.1.0.0/16", "10.2.0.0/16", v6, 1)
                        .replace(US + "\n", "2001:db8::1\n")
                        .replace(US + " dst", "2001:db8::1 dst"));
        assertThat(t.peer()).isEqualTo(v6);
        assertThat(t.outbound()).hasSize(1);
        assertThat(t.troubles()).isEmpty();
    }

    @Test
    void whatWasNotSeenIsNotMissed() {
        var read = XfrmText.parse(both(PEER, 0x1001, 1) + three("10.1.0.0/16", "10.2.0.0/16", "198.51.100.3", 2))
                .value();
        assertThat(Tunnels.pair(Optional.of(read.states()), Optional.empty(), Surroundings.UNKNOWN))
                .singleElement()
                .satisfies(t -> assertThat(t.troubles()).isEmpty());
        assertThat(Tunnels.pair(Optional.empty(), Optional.of(read.policies()), Surroundings.UNKNOWN))
                .singleElement()
                .satisfies(t -> assertThat(t.troubles()).isEmpty());
    }

    /** Shapes of large gateways in which something that grows with the square takes minutes. */
    @ParameterizedTest
    @CsvSource({
        "peers, 50000",
        "one reqid, 10000",
        "one peer, 10000",
        "one tunnel, 10000",
        "no reqid, 10000",
        "selectors, 10000",
        "misses, 10000",
        "wild, 10000",
        "marks, 10000"
    })
    @Timeout(120)
    void largeGatewaysArePaired(String shape, int size) {
        var text = new StringBuilder();
        for (int i = 0; i < size; i++) {
            String host = "10.%d.%d.%d".formatted(100 + (i >> 16), i >> 8 & 255, i & 255);
            String peer = List.of("peers", "one reqid", "wild").contains(shape) ? host : PEER;
            int reqid =
                    switch (shape) {
                        case "no reqid", "selectors" -> 0;
                        case "one reqid", "one tunnel", "wild", "marks" -> 1;
                        default -> i + 1;
                    };
            int given = shape.equals("misses") ? reqid + size : reqid;
            String us = shape.equals("wild") ? "0.0.0.0" : US;
            String in = sa(peer, us, 2 * i + 1, given, "tunnel", 1);
            String out = sa(us, peer, 2 * i + 2, given, "tunnel", 1);
            String mark = "\tmark 0x%x/0xffffffff \n";
            boolean marks = shape.equals("marks");
            boolean selectors = shape.equals("selectors");
            text.append(in)
                    .append(selectors ? "\tsel src %s/32 dst 10.1.0.0/16 \n".formatted(host) : "")
                    .append(out)
                    .append(selectors ? "\tsel src 10.1.0.0/16 dst %s/32 \n".formatted(host) : "")
                    .append(marks ? mark.formatted(i + size) : "")
                    .append(policy("10.1.0.0/16", host + "/32", "out", 5, US, peer, reqid))
                    .append(marks ? mark.formatted(i + 1) : "")
                    .append(policy(host + "/32", "10.1.0.0/16", "in", 5, peer, US, reqid))
                    .append(marks ? mark.formatted(i + 1) : "");
        }
        var read = XfrmText.parse(text.toString()).value();
        assertThat(read.states()).hasSize(2 * size);
        assertThat(Tunnels.pair(read.states(), read.policies(), List.of(US))).isNotEmpty();
    }
}
