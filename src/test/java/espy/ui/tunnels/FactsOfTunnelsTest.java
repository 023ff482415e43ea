package espy.ui.tunnels;

import static org.assertj.core.api.Assertions.assertThat;

import espy.ui.Samples;
import espy.xfrm.State;
import espy.xfrm.Tunnel;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the detail says of SAs and policies. */
class FactsOfTunnelsTest {
    private final TunnelsPage page = TunnelsPage.of(Samples.odd());
    private final Tunnel tunnel = row("reqid 7").tunnel();

    private TunnelRow row(String words) {
        return Listing.none()
                .next(new Listing.Wish(page, null, words), () -> false)
                .orElseThrow()
                .rows()
                .getFirst();
    }

    private String facts(State s, boolean keys) {
        return lines(StateFacts.of(s, page.rows().getFirst().clock(), keys));
    }

    private static String lines(List<Fact> facts) {
        return facts.stream().map(f -> f.name() + ": " + f.value()).collect(Collectors.joining("\n"));
    }

    @Test
    void everythingThatIsPrintedOfAnSaStandsInItsFacts() {
        assertThat(facts(TunnelRow.newest(tunnel.inbound()).orElseThrow(), false)
                        .lines())
                .contains(
                        "Kind: ESP, tunnel mode, reqid 7",
                        "From – to: 198.51.100.2 → 192.0.2.1",
                        "Traffic: 48.2 MB, 40\u202f122 packets",
                        "In UDP or TCP: port 4500 → 62001 (espinudp), original address 10.99.0.7",
                        "Rekeying: in 28 min (2026-11-23 13:29:13)",
                        "Expires: in 31 min (2026-11-23 13:32:33)",
                        "AEAD: rfc4106(gcm(aes)), 288 bits of key, 128 bits of ICV",
                        "Refused: 1 failed the integrity check, 2 came twice, 3 too late",
                        "Replay window: 64 packets",
                        "Sequence: 4295007418 received, 0 sent, 64 bits (ESN)",
                        "Replay bitmap: ffffffff 0fffffff (esn)",
                        "Selector: src 10.2.0.0/16 dst 10.1.0.0/16 proto tcp dport 443",
                        "Mark: 0x2a/0xffff",
                        "Output mark: 0x7/0xff",
                        "if_id: 0x2a",
                        "Flags: decap-dscp af-unspec esn dont-encap-dscp",
                        "Direction: in",
                        "Offload: to eth0, in, packet",
                        "Padding (TFC): up to 1\u202f400 bytes",
                        "CPU: 3",
                        "Security context: system_u:object_r:ipsec_spd_t:s0",
                        "Added: 2026-11-23 12:59:11",
                        "First used: 2026-11-23 12:59:13",
                        "Last used: 2026-11-23 13:01:02",
                        "Lifetime: soft 3\u202f327 s, hard 3\u202f960 s",
                        "Life in use: soft 1\u202f800 s, hard 2\u202f000 s",
                        "Limit of bytes: soft 900\u202f000\u202f000 bytes, hard 1\u202f000\u202f000\u202f000 bytes",
                        "Limit of packets: soft 900\u202f000 packets, hard 1\u202f000\u202f000 packets");
    }

    @Test
    void aKeyIsDotsUntilAskedForAndAMissingOneIsSaid() {
        List<State> in = TunnelRow.generations(tunnel.inbound());
        List<State> out = TunnelRow.generations(tunnel.outbound());
        String key = "1f40fc92da241694750979ee6cf582f2d5d7d28e18335de05abc54d0560e0f5302860c65";

        assertThat(facts(in.getFirst(), false))
                .contains("Key: ••••••••  fingerprint ")
                .doesNotContain(key);
        assertThat(facts(in.getFirst(), true)).contains("Key: 0x" + key);
        assertThat(facts(in.getLast(), true)).contains("Key: hidden: ip was told not to print keys (nokeys)");
        assertThat(facts(out.getFirst(), true)).contains("Key: zeros: the kernel is locked down");
        assertThat(facts(out.getLast(), true)).contains("Key: masked in this recording, fingerprint 8c422ae3");

        TunnelRow row = row("reqid 7");
        assertThat(TunnelText.of(row, false)).contains("SA 0xc0ffee00, older").doesNotContain(key);
        assertThat(TunnelText.of(row, true)).contains(key);
        assertThat(row.toString()).doesNotContain(key);
    }

    @Test
    void ahIpCompAndLarvalSasAreSaid() {
        String all = page.rows().stream()
                .map(TunnelRow::tunnel)
                .flatMap(t -> Stream.of(t.inbound(), t.outbound(), t.larval()))
                .flatMap(List::stream)
                .map(s -> facts(s, false))
                .collect(Collectors.joining("\n"));

        assertThat(all)
                .contains("Kind: AH, transport mode, reqid 8")
                .contains("Integrity: hmac(sha1), 160 bits of key, 96 bits of ICV")
                .contains("Kind: IPComp, transport mode, reqid 8")
                .contains("Compression: deflate")
                .contains("Kind: ESP, tunnel mode, reqid 0, still being negotiated (larval)")
                .contains("proto icmp type 8 code 0 dev eth1");
    }

    @Test
    void aPolicySaysWhatItAsksFor() {
        assertThat(lines(PolicyFacts.of(tunnel.policies().getFirst())).lines())
                .containsExactly(
                        "From – to: 10.1.0.0/16 → 10.2.0.0/16 proto tcp dport 443",
                        "Does: allow",
                        "Template: ESP tunnel, 192.0.2.1 → 198.51.100.2, reqid 7, spi 0xdecade02, level use",
                        "Priority: 375\u202f423, index 5654",
                        "Mark: 0x2a/0xffff",
                        "if_id: 0x2a",
                        "Flags: localok",
                        "Security context: system_u:object_r:ipsec_spd_t:s0",
                        "Added: 2026-11-23 12:40:11",
                        "Last used: 2026-11-23 13:00:58");
    }

    @Test
    void theRowTellsTheNewestGeneration() {
        TunnelRow row = row("reqid 7");
        assertThat(row.rekeying()).isEqualTo("in 28 min");
        assertThat(row.expiry()).isEqualTo("in 31 min");
    }
}
