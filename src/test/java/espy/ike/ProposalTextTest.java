package espy.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalTextTest {
    @ParameterizedTest
    @CsvSource({
        "aes256-sha256-modp2048, aes256-sha2_256;modp2048, true",
        "aes256-sha256-modp2048, AES_CBC_256-HMAC_SHA2_256-MODP2048, true",
        "aes256-sha256-modp2048!, aes256-sha256-dh14, true",
        "aes256-sha256-modp2048, aes128-sha256-modp2048, false",
        "aes256-sha256-modp2048, aes256-sha1-modp2048, false",
        "aes256-sha256-modp2048, aes256-sha256-ecp256, false",
        "aes256gcm16-prfsha256-ecp256, aes_gcm256-sha2_256;dh19, true",
        "aes128-sha256, aes256-sha256, false",
    })
    void whatPeopleWriteIsComparedTransformByTransform(String mine, String its, boolean common) {
        assertThat(ProposalText.common(List.of(mine), List.of(its), false)).isEqualTo(Optional.of(common));
        assertThat(ProposalText.common(List.of(its), List.of(mine), false)).isEqualTo(Optional.of(common));
    }

    @Test
    void oneOfSeveralIsEnough() {
        assertThat(ProposalText.common(
                        List.of("aes128-sha1-modp1024", "aes256-sha256-ecp256"),
                        List.of("aes256-sha256-modp2048,aes256-sha256-ecp256"),
                        false))
                .contains(true);
    }

    /** The group of an ESP proposal counts when keys are renewed, not when the first ones are agreed on. */
    @Test
    void inEspTheGroupIsForRenewingOnly() {
        var mine = List.of("aes256-sha256-modp2048");
        var its = List.of("aes256-sha256");
        assertThat(ProposalText.common(mine, its, true)).contains(true);
        assertThat(ProposalText.groups(mine)).containsExactly("modp2048");
        assertThat(ProposalText.groups(its)).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodIsNotJudged() {
        assertThat(ProposalText.common(List.of("default"), List.of("aes256-sha256"), true))
                .isEmpty();
        assertThat(ProposalText.common(List.of("gost"), List.of("aes256-sha256"), true))
                .isEmpty();
    }
}
