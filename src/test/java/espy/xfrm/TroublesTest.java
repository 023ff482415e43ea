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

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What does not fit together is named, and what only looks like it is not. */
final class TroublesTest {
    private static final String NETS = three("10.1.0.0/16", "10.2.0.0/16", PEER, 1);
    private static final String SAS = both(PEER, 0x1001, 1);

    /** SAs with these lines below their counters. */
    private static String with(String sas, String... lines) {
        return sas.replace("packets)\n", "packets)\n\t" + String.join("\n\t", lines) + "\n");
    }

    private static String marked(String policies, String line) {
        return policies.replace("mode tunnel\n", "mode tunnel\n\t" + line + "\n");
    }

    private static Surroundings at(String now) {
        return new Surroundings(Set.of(US), Optional.empty(), Optional.of(LocalDateTime.parse(now)));
    }

    private static Surroundings devices(Surroundings.Device... devices) {
        return new Surroundings(Set.of(US), Optional.of(List.of(devices)), Optional.empty());
    }

    private static List<String> troubles(String text, Surroundings surroundings) {
        return pair(text, surroundings).getFirst().troubles();
    }

    @Test
    void templateThatFindsNoSaSaysInWhatTheNearestDiffers() {
        assertThat(pair(SAS.replace("\tlifetime", "\tmark 0x9/0xf \n\tlifetime") + NETS)
                        .getFirst()
                        .troubles())
                .contains(
                        "One direction only: there is an inbound SA but no outbound one",
                        "SA 0x00001002 between the same addresses does not fit the policy: mark 0x9/0xf instead of none");
        var moved = pair(sa(US, "198.51.100.7", 0x1002, 1, "tunnel", 1) + NETS).getFirst();
        assertThat(moved.troubles())
                .contains("SA 0x00001002 does not fit the policy: destination address 198.51.100.7 instead of " + PEER);
        var ah = pair((SAS + NETS).replace("proto esp reqid 1 mode tunnel\n", "proto ah reqid 1 mode tunnel\n"))
                .getFirst();
        assertThat(ah.troubles())
                .contains(
                        "SA 0x00001002 between the same addresses does not fit the policy: protocol esp instead of ah");
    }

    @Test
    void spiOfATemplateMustBeThere() {
        String text = SAS + NETS.replace("proto esp reqid", "proto esp spi 0x00000000 reqid");
        assertThat(only(text).troubles()).isEmpty();
        assertThat(only(SAS
                                + policy("10.1.0.0/16", "10.2.0.0/16", "out", 375423, US, PEER, 1)
                                        .replace("proto esp reqid", "proto esp spi 0x00007777 reqid")
                                + NETS.substring(0, NETS.lastIndexOf("src 10.1.0.0/16")))
                        .troubles())
                .containsExactly("The out policy names the SPI 0x00007777, but there is no such SA");
    }

    @Test
    void trapsOfBothDaemonsWaitForTheirFirstPacket() {
        var strongswan = only(NETS.replace("375423", "375424"));
        assertThat(strongswan.troubles()).isEmpty();
        assertThat(strongswan.notes()).singleElement().asString().startsWith("On demand");
        var libreswan = only("""
                src 10.1.7.0/24 dst 10.2.7.0/24\s
                \tdir out priority 1757393 ptype main\s
                \ttmpl src 0.0.0.0 dst 0.0.0.0
                \t\tproto esp reqid 0 mode transport
                """);
        assertThat(libreswan.troubles()).isEmpty();
        assertThat(libreswan.notes()).singleElement().asString().startsWith("On demand");
    }

    @Test
    void policyWithoutSaIsATroubleOnceAPacketAskedForOne() {
        String never =
                NETS.replace("ptype main \n", "ptype main \n\tlifetime current:\n\t  add 2026-11-22 07:00:00 use -\n");
        assertThat(only(never).troubles()).isEmpty();
        assertThat(only(never).notes()).singleElement().asString().contains("no packet has asked");
        assertThat(only(never.replace("use -", "use 2026-11-22 07:10:00")).troubles())
                .containsExactly("Policy without SA: packets that match wait for IKE or are dropped");
    }

    @Test
    void hostsNeedNoFwdPolicyUnlessTheyAreBehindUs() {
        String host = policy(US + "/32", PEER + "/32", "out", 5, US, PEER, 1)
                + policy(PEER + "/32", US + "/32", "in", 5, PEER, US, 1);
        assertThat(only(SAS + host).troubles()).isEmpty();
        String behind = policy("10.1.0.7/32", PEER + "/32", "out", 5, US, PEER, 1)
                + policy(PEER + "/32", "10.1.0.7/32", "in", 5, PEER, US, 1);
        assertThat(only(SAS + behind).troubles()).singleElement().asString().startsWith("No fwd policy");
    }

    @Test
    void widerInPolicyOfAnotherTunnelServesToo() {
        var all = pair(SAS
                + policy("10.1.0.0/16", "10.2.0.0/16", "out", 5, US, PEER, 1)
                + policy("0.0.0.0/0", "10.1.0.0/16", "in", 9, "0.0.0.0", US, 1)
                + policy("0.0.0.0/0", "10.1.0.0/16", "fwd", 9, "0.0.0.0", US, 1));
        assertThat(all.getFirst().troubles()).isEmpty();
    }

    @Test
    void whatRulesAskForHasAKind() {
        var marked = pair(SAS.replace("\tlifetime", "\tmark 0x9/0xf \n\tlifetime") + NETS)
                .getFirst();
        assertThat(marked.misfits())
                .containsOnlyKeys(Misfit.SA_MARK)
                .containsValue(
                        "SA 0x00001002 between the same addresses does not fit the policy: mark 0x9/0xf instead of none");
        assertThat(pair(SAS.replace("reqid 1 ", "reqid 9 ") + NETS).getFirst().misfits())
                .containsOnlyKeys(Misfit.REQID);
        assertThat(pair(SAS + NETS).getFirst().misfits()).isEmpty();
        assertThat(Misfit.SA_MARK.word()).isEqualTo("sa-mark");
    }

    @Test
    void overlapAtTheSamePriorityIsChance() {
        String other = "198.51.100.3";
        var all = pair(SAS
                + both(other, 0x2001, 2)
                + three("10.0.0.0/8", "10.2.3.0/24", PEER, 1)
                + three("10.1.0.0/16", "10.2.0.0/16", other, 2));
        assertThat(all.getFirst().troubles())
                .containsExactly("10.0.0.0/8 ⇄ 10.2.3.0/24 overlaps 10.1.0.0/16 ⇄ 10.2.0.0/16 of the tunnel to " + other
                        + " at the same priority 375423: which of the two takes the packets that they share is chance");
        assertThat(all.getLast().troubles()).hasSize(1);
    }

    @Test
    void noOverlapWithOtherPriorityPortsOrNetworks() {
        String other = "198.51.100.3";
        String sas = SAS + both(other, 0x2001, 2);
        String first = three("10.1.0.0/16", "10.2.0.0/16", PEER, 1);
        assertThat(pair(sas + first + three("10.1.0.0/16", "10.3.0.0/16", other, 2)))
                .allMatch(t -> t.troubles().isEmpty());
        assertThat(pair(sas
                        + three("10.1.0.0/16", "10.2.0.0/16 proto tcp", PEER, 1)
                        + three("10.1.0.0/16", "10.2.0.0/16 proto udp", other, 2)))
                .allMatch(t -> t.troubles().isEmpty());
    }

    @Test
    void unmarkedPolicyShadowsAMarkedOne() {
        String drop = "src 10.0.0.0/8 dst 10.0.0.0/8 \n\tdir out action block priority 10 ptype main \n";
        assertThat(only(SAS.replace("\tlifetime", "\tmark 0x7/0xf \n\tlifetime") + marked(NETS, "mark 0x7/0xf ") + drop)
                        .troubles())
                .singleElement()
                .asString()
                .contains("is shadowed: a block policy");
        assertThat(only(SAS + NETS + drop.replace("main \n", "main \n\tmark 0x7/0xf \n"))
                        .troubles())
                .isEmpty();
    }

    @Test
    void blockOfAPartIsANote() {
        var t = only(SAS + NETS + "src 10.1.0.0/16 dst 10.2.9.0/24 \n\tdir out action block priority 10 ptype main \n");
        assertThat(t.troubles()).isEmpty();
        assertThat(t.notes()).containsExactly("A block policy takes 10.1.0.0/16 ⇄ 10.2.9.0/24 out of the tunnel (out)");
    }

    @Test
    void saThatIsThereTwice() {
        assertThat(only(SAS + SAS + NETS).troubles()).hasSize(2).allMatch(s -> s.contains("is there twice"));
    }

    @Test
    void moreSasThanRekeyingLeaves() {
        var text = new StringBuilder(NETS);
        for (int i = 1; i <= 3; i++) {
            text.append(both(PEER, 0x1001 + 16 * i, 1));
        }
        assertThat(only(text.toString()).troubles()).isEmpty();
        text.append(both(PEER, 0x9001, 1));
        assertThat(only(text.toString()).troubles())
                .hasSize(2)
                .allMatch(s -> s.contains("4 ") && s.contains("SAs for the same packets"));
    }

    @Test
    void ageIsMeasuredByTheGatewaysClock() {
        String text = with(SAS, "  add 2026-11-22 08:00:00 use -")
                        .replace(
                                "\tlifetime current",
                                "\tlifetime config:\n\t  expire add: soft 3000(sec), hard 3600(sec)\n\tlifetime current")
                + NETS;
        assertThat(troubles(text, at("2026-11-22T08:50:50"))).isEmpty();
        assertThat(troubles(text, at("2026-11-22T08:55:00")))
                .contains("SA 0x00001001 should have been rekeyed 300 s ago and expires in 300 s");
        assertThat(troubles(text, at("2026-11-22T09:00:01")))
                .contains("SA 0x00001001 has expired: its lifetime of 3600 s is over");
        assertThat(troubles(text.replace("soft 3000", "soft 0"), at("2026-11-22T08:59:30")))
                .contains("SA 0x00001001 expires in 30 s, and the kernel asks nobody to rekey it");
        assertThat(troubles(text, Surroundings.UNKNOWN)).isEmpty();
    }

    @Test
    void saThatWasReplacedMayBeOld() {
        String old = with(SAS, "  add 2026-11-22 08:00:00 use -")
                .replace(
                        "\tlifetime current",
                        "\tlifetime config:\n\t  expire add: soft 3000(sec), hard 3600(sec)\n\tlifetime current");
        String young = with(both(PEER, 0x2001, 1), "  add 2026-11-22 08:54:00 use -");
        assertThat(troubles(old + young + NETS, at("2026-11-22T08:55:00"))).isEmpty();
    }

    @Test
    void fewOfManyPacketsThatComeTwiceAreTheNetworks() {
        String many = SAS.replace("5(packets)", "100000(packets)");
        var few = only(with(many, "stats:", "  replay-window 0 replay 7 failed 0") + NETS);
        assertThat(few.troubles()).isEmpty();
        assertThat(few.notes()).contains("On SA 0x00001001 7 packets came twice");
        assertThat(only(with(SAS, "stats:", "  replay-window 0 replay 7 failed 0") + NETS)
                        .troubles())
                .contains("On SA 0x00001001 7 packets came twice");
        assertThat(only(with(many, "stats:", "  replay-window 0 replay 0 failed 1") + NETS)
                        .troubles())
                .anyMatch(s -> s.startsWith("On SA 0x00001001 1 packet failed the integrity check"));
    }

    @Test
    void keysOfZerosAreTheKernelsDoingOnlyWhenAllAreZero() {
        String zero = SAS.replaceAll("0x1011[0-9a-f]+", "0x" + "00".repeat(20));
        assertThat(only(zero + NETS).troubles()).isEmpty();
        assertThat(only(zero + NETS).notes()).singleElement().asString().contains("locked down");
        int second = zero.indexOf("src", 5);
        assertThat(only(zero.substring(0, second) + SAS.substring(SAS.indexOf("src", 5)) + NETS)
                        .troubles())
                .containsExactly(
                        "SA 0x00001001 has a key of zeros, although this kernel shows real keys: it protects nothing");
        assertThat(only(SAS.replaceAll("0x1011[0-9a-f]+", "<<Keys hidden>>") + NETS)
                        .notes())
                .singleElement()
                .asString()
                .contains("nokeys");
    }

    @Test
    void udpPortsMirrorEachOther() {
        String in =
                with(sa(PEER, US, 0x1001, 1, "tunnel", 5), "encap type espinudp sport 61022 dport 4500 addr 0.0.0.0");
        String out =
                with(sa(US, PEER, 0x1002, 1, "tunnel", 5), "encap type espinudp sport 4500 dport 61022 addr 0.0.0.0");
        assertThat(only(in + out + NETS).troubles()).isEmpty();
        assertThat(only(in + out.replace("61022", "4500") + NETS).troubles())
                .containsExactly(
                        "The UDP ports do not mirror each other: the peer sends 61022→4500, we send 4500→4500");
    }

    @Test
    void directionThatTheDaemonMarkedWrongly() {
        assertThat(only(sa(PEER, US, 0x1001, 1, "tunnel", 5)
                                + with(sa(US, PEER, 0x1002, 1, "tunnel", 5), "dir in")
                                + NETS)
                        .troubles())
                .containsExactly(
                        "SA 0x00001002 is marked `dir in`, but its addresses make it outbound: the kernel drops its packets"
                                + " (XfrmOutStateDirError)");
    }

    @Test
    void interfaceIdNeedsAnInterface() {
        String text = SAS.replace("\tlifetime", "\tif_id 0x2a\n\tlifetime") + marked(NETS, "if_id 0x2a");
        var hq = new Surroundings.Device("hq", true, false, "", "", 0, 0, Optional.of(42L));
        assertThat(troubles(text, devices(hq))).isEmpty();
        assertThat(troubles(text, devices()))
                .singleElement()
                .asString()
                .startsWith("No XFRM interface here has the if_id 0x2a");
        assertThat(troubles(text, Surroundings.of(List.of(US)))).isEmpty();
        var external = new Surroundings.Device("any", true, false, "", "", 0, 0, Optional.empty());
        assertThat(troubles(text, devices(external))).isEmpty();
        var down = new Surroundings.Device("hq", false, false, "", "", 0, 0, Optional.of(42L));
        assertThat(troubles(text, devices(down)))
                .singleElement()
                .asString()
                .contains("hq")
                .contains("is down");
    }

    @Test
    void markMustBeTheOneThatTheVtiSets() {
        String text = SAS.replace("\tlifetime", "\tmark 0x2a/0xffffffff \n\tlifetime")
                + marked(NETS, "mark 0x2a/0xffffffff ");
        assertThat(troubles(
                        text, devices(new Surroundings.Device("vti0", true, true, US, PEER, 42, 42, Optional.empty()))))
                .isEmpty();
        assertThat(troubles(
                        text, devices(new Surroundings.Device("vti0", true, true, US, PEER, 43, 43, Optional.empty()))))
                .contains(
                        "The out policy wants the mark 0x2a/0xffffffff, but the interface between these addresses sets 0x2b (vti0)");
        assertThat(troubles(text, devices())).isEmpty(); // a firewall rule may set it
    }
}
