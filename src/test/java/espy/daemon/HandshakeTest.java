package espy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import espy.daemon.Handshake.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Excerpts of logs of our lab: strongSwan 5.9.8 and Libreswan 4.10, each with the fault that the name says. */
class HandshakeTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            charon-v2-up,                   UP,    ,                       ,                      true,  3,  2,  0
            charon-v2-up-responder,         UP,    ,                       ,                      false, 3,  3,  0
            charon-v2-group-retry,          UP,    ,                       ,                      true,  4,  3,  0
            charon-v2-no-answer,            INIT,  ,                       ,                      true,  3,  0,  2
            charon-v2-proposal-responder,   INIT,  ,                       NO_PROPOSAL_CHOSEN,    false, 1,  1,  0
            charon-v2-no-config-responder,  INIT,  ,                       NO_PROPOSAL_CHOSEN,    false, 1,  1,  0
            charon-v2-no-4500,              AUTH,  ,                       ,                      true,  4,  1,  2
            charon-v2-psk,                  AUTH,  AUTHENTICATION_FAILED,  ,                      true,  2,  2,  0
            charon-v2-ts,                   CHILD, TS_UNACCEPTABLE,        ,                      true,  3,  2,  0
            charon-v2-esp,                  CHILD, NO_PROPOSAL_CHOSEN,     ,                      true,  3,  2,  0
            charon-v1-up,                   UP,    ,                       ,                      true,  7,  4,  0
            charon-v1-proposal,             INIT,  NO_PROPOSAL_CHOSEN,     ,                      true,  1,  1,  0
            charon-v1-psk,                  AUTH,  ,                       ,                      true,  5,  5,  2
            charon-v1-ts,                   CHILD, INVALID_ID_INFORMATION, ,                      true,  4,  5,  0
            pluto-v2-up,                    UP,    ,                       ,                      true,  2,  1,  0
            pluto-v2-up-responder,          UP,    ,                       ,                      false, 1,  2,  0
            pluto-v2-no-answer,             INIT,  ,                       ,                      true,  10, 0,  8
            pluto-v2-proposal-responder,    INIT,  ,                       NO_PROPOSAL_CHOSEN,    false, 1,  1,  0
            pluto-v2-psk,                   AUTH,  AUTHENTICATION_FAILED,  ,                      true,  4,  4,  0
            pluto-v2-ts-responder,          CHILD, ,                       TS_UNACCEPTABLE,       false, 1,  2,  0
            pluto-v2-esp-responder,         CHILD, ,                       NO_PROPOSAL_CHOSEN,    false, 1,  2,  0
            pluto-v1-proposal-responder,    INIT,  ,                       NO_PROPOSAL_CHOSEN,    false, 1,  1,  0
            pluto-v1-psk,                   AUTH,  ,                       ,                      true,  12, 12, 6
            pluto-v1-psk-responder,         AUTH,  ,                       ,                      false, 6,  5,  4
            pluto-v1-ts,                    CHILD, INVALID_ID_INFORMATION, ,                      true,  11, 4,  6
            """)
    void whatRealLogsTell(
            String log,
            Stage stage,
            @Nullable String lastNotify,
            @Nullable String lastSent,
            boolean initiator,
            int sent,
            int received,
            int retransmits) {
        Handshake h = Handshake.of(lines(log));
        assertThat(h.stage()).isEqualTo(stage);
        assertThat(h.lastNotify()).isEqualTo(Objects.requireNonNullElse(lastNotify, ""));
        assertThat(h.lastSent()).isEqualTo(Objects.requireNonNullElse(lastSent, ""));
        assertThat(h.initiator()).contains(initiator);
        assertThat(List.of(h.sent().size(), h.received().size(), h.retransmits().size()))
                .containsExactly(sent, received, retransmits);
    }

    @Test
    void nothingTriedIsNoStage() {
        Handshake h = charon("added vici connection: t", "received stroke: loading connections");
        assertThat(h.stage()).isEqualTo(Stage.NONE);
        assertThat(h.initiator()).isEqualTo(Optional.empty());
        assertThat(h.sent()).isEmpty();
    }

    @Test
    void notifiesAreQuotedAsTheyStandInTheLog() {
        assertThat(Handshake.of(lines("charon-v2-psk")).notifies())
                .anyMatch(l -> l.endsWith("[ENC] parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]"))
                .allMatch(l -> l.startsWith("0"));
    }

    @Test
    void anAttemptThatHasJustBegunDoesNotHideTheOneBefore() {
        var again = List.of(
                "initiating IKE_SA t[2] to 198.51.100.2", "generating IKE_SA_INIT request 0 [ SA KE No N(FRAG_SUP) ]");
        Handshake h = Handshake.of(and(lines("charon-v2-psk"), again));
        assertThat(h.stage()).isEqualTo(Stage.AUTH);
        assertThat(h.lastNotify()).isEqualTo("AUTHENTICATION_FAILED");
    }

    @Test
    void anAttemptThatWasRefusedAtOnceCounts() {
        var refused = List.of(
                "initiating IKE_SA t[2] to 198.51.100.2",
                "parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]",
                "received NO_PROPOSAL_CHOSEN notify error");
        Handshake h = Handshake.of(and(lines("charon-v2-psk"), refused));
        assertThat(h.stage()).isEqualTo(Stage.INIT);
        assertThat(h.lastNotify()).isEqualTo("NO_PROPOSAL_CHOSEN");
    }

    @Test
    void whatTheNextAttemptHasNotPassedYetStillHolds() {
        var init = List.of(
                "initiating IKE_SA t[2] to 198.51.100.2",
                "parsed IKE_SA_INIT response 0 [ SA KE No N(FRAG_SUP) ]",
                "generating IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]");
        var waiting = and(lines("charon-v2-psk"), init);
        assertThat(Handshake.of(waiting).lastNotify()).isEqualTo("AUTHENTICATION_FAILED");
        var trusted = and(
                waiting, List.of("IKE_SA t[2] established between 192.0.2.1[192.0.2.1]...198.51.100.2[198.51.100.2]"));
        assertThat(Handshake.of(trusted).lastNotify()).isEmpty();
        assertThat(Handshake.of(trusted).stage()).isEqualTo(Stage.CHILD);
    }

    @Test
    void aRefusedRekeyIsSeenUntilOneSucceeds() {
        var refused = and(
                lines("charon-v2-up"),
                List.of(
                        "generating CREATE_CHILD_SA request 2 [ N(REKEY_SA) SA No KE TSi TSr ]",
                        "parsed CREATE_CHILD_SA response 2 [ N(NO_PROP) ]",
                        "generating CREATE_CHILD_SA request 3 [ N(REKEY_SA) SA No KE TSi TSr ]"));
        assertThat(Handshake.of(refused).lastNotify()).isEqualTo("NO_PROPOSAL_CHOSEN");
        assertThat(Handshake.of(refused).stage()).isEqualTo(Stage.UP);
        var settled = and(
                refused,
                List.of("inbound CHILD_SA net{2} established with SPIs c1_i c2_o and TS 10.1.0.0/24 === 10.2.0.0/24"));
        assertThat(Handshake.of(settled).lastNotify()).isEmpty();
    }

    private static Handshake charon(String... texts) {
        return Handshake.of(and(List.of(), List.of(texts)));
    }

    private static List<LogLine> and(List<LogLine> lines, List<String> texts) {
        return Stream.concat(lines.stream(), texts.stream().map(t -> LogLine.parse("09:00:00 07[IKE] " + t, "charon")))
                .toList();
    }

    private static List<LogLine> lines(String log) {
        try (var in = Objects.requireNonNull(HandshakeTest.class.getResourceAsStream("/facts/" + log + ".log"), log)) {
            String daemon = log.substring(0, log.indexOf('-'));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(l -> LogLine.parse(l, daemon))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
