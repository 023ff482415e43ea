package espy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known lines of logs. */
final class SignaturesTest {
    static final Signatures BUILT_IN =
            Signatures.parse(Samples.text("../checklists/signatures.yaml")).value();
    static final List<Signature> ALL = BUILT_IN.all();

    @Test
    void theWholeListIsReadable() {
        var read = Signatures.parse(Samples.text("../checklists/signatures.yaml"));
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value().all()).extracting(Signature::name).doesNotHaveDuplicates();
        assertThat(read.value().all())
                .extracting(Signature::daemon)
                .containsOnly("charon", "pluto", "racoon", "kernel");
        assertThat(read.value().all()).extracting(Signature::severity).containsOnly("S1", "S2", "S3", "S4");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everySignatureMatchesItsExamples(Signature signature) {
        assertThat(signature.meaning()).isNotBlank();
        assertThat(signature.examples()).isNotEmpty().allSatisfy(example -> assertThat(
                        names(signature.daemon(), example))
                .contains(signature.name()));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void lookingForLiteralsFirstLosesNothing(Signature signature) {
        var literals = Literals.of(signature.regex().pattern());
        assertThat(signature.examples()).allSatisfy(e -> assertThat(
                        literals.isEmpty() || literals.stream().anyMatch(e::contains))
                .as("%s in %s", literals, e)
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "07[NET] received packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)",
                "07[ENC] parsed IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) ]",
                "07[CFG] selected proposal: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
                "07[IKE] peer supports MOBIKE",
                "07[ENC] generating INFORMATIONAL response 3 [ ]",
                "07[IKE] scheduling rekeying in 13224s",
                "07[CFG] added vici connection: site-to-site",
                "07[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)",
            })
    void everydayLinesOfCharonAreNotKnown(String line) {
        assertThat(names("charon", line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "charon.retransmit-init | 05[IKE] retransmit 1 of request with message ID 10",
                "charon.retransmit-init | 05[IKE] sending retransmit 1 of request message ID 0, seq 3",
                "charon.retransmit-auth | 05[IKE] retransmit 1 of request with message ID 12",
                "charon.no-proposal-notify | 05[IKE] received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built",
                "charon.no-proposal-found | 13[IKE] no matching proposal found, sending NO_PROPOSAL_CHOSEN",
                "charon.no-proposal-found | 13[IKE] no acceptable proposal found",
                "charon.ts-unacceptable-local | 12[IKE] traffic selectors  ===  unacceptable",
                "charon.proposals-received | 13[CFG] received proposals: ESP:AES_CBC_128/HMAC_SHA2_256_128/NO_EXT_SEQ",
                "charon.resolve-failed | 11[IKE] unable to resolve 198.51.100.2, initiate aborted",
                "charon.certificate-revoked | 05[CFG] certificate status is not available",
                "charon.selected-peer-config | 14[CFG] selected peer config 't' unacceptable: non-matching authentication done",
                "charon.send-failed | 12[NET] error writing to socket: Operation not permitted",
                "pluto.no-proposal-ike | \"t\" #2: no local proposal matches remote proposals 1:ESP:ENCR=AES_CBC_128;ESN=DISABLED",
                "pluto.retransmission | \"t\" #1: STATE_V2_PARENT_I1: 8 second timeout exceeded after 4 retransmits.",
            })
    void similarLinesAreToldApart(String name, String line) {
        assertThat(names("charon", line)).doesNotContain(name);
        assertThat(names("pluto", line)).doesNotContain(name);
    }

    @Test
    void groupsThatTookNoPartAreEmpty() {
        assertThat(BUILT_IN.in("charon", "no shared key found for 192.0.2.1 - 198.51.100.2"))
                .singleElement()
                .satisfies(m -> assertThat(m.args())
                        .containsEntry("localId", "192.0.2.1")
                        .containsEntry("remoteId", "198.51.100.2")
                        .containsEntry("peer", ""));
    }

    /** An expression that goes back over what it has read would need minutes for each of these. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostileLinesTakeNoLongTime() {
        var lines = Stream.of(
                        "traffic selectors " + "a".repeat(100_000),
                        "no IKE config found for " + ".".repeat(100_000),
                        "looking for " + "x ".repeat(50_000) + "peer configs matching " + "[".repeat(5000),
                        "no local proposal matches remote proposals " + "1:ESP:".repeat(20_000),
                        "send on " + "failed in ".repeat(10_000),
                        "rejected enctype: " + "DB(".repeat(30_000),
                        "authentication of '" + "' with ".repeat(20_000))
                .toList();
        for (String line : lines) {
            for (String daemon : List.of("charon", "pluto", "racoon", "kernel")) {
                assertThat(BUILT_IN.in(daemon, line)).hasSizeLessThan(10);
            }
        }
    }

    @Test
    void brokenEntriesAreNamedAndTheOthersKept() {
        var read = Signatures.parse(
                "signatures:\n - {name: a.b, regex: '('}\n - {name: charon.x, regex: abcd}\n - {regex: y}\n");
        assertThat(read.value().all()).extracting(Signature::name).containsExactly("charon.x");
        assertThat(read.unparsed()).hasSize(2);
        assertThat(Signatures.parse("signatures: [").unparsed()).hasSize(1);
    }

    private static List<String> names(String daemon, String line) {
        return BUILT_IN.in(daemon, line).stream().map(m -> m.signature().name()).toList();
    }
}
