package espy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of logs in all their forms. */
final class LogLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // file | raw | time | daemon | thread | connection | text
                "charon|07:23:13 14[IKE] peer supports MOBIKE|07:23:13|charon|14|``|peer supports MOBIKE",
                "charon|2026-11-23T21:06:09 14[IKE] x|2026-11-23T21:06:09|charon|14|``|x",
                "charon|`2026-11-23T21:06:09 14[IKE] <net-net|3> x`|2026-11-23T21:06:09|charon|14|net-net|x",
                "``|Nov 23 21:06:09 lgw charon-systemd[39]: sending packet: from a to b|Nov 23 21:06:09|charon|``|``|sending packet: from a to b",
                "``|Nov 23 21:06:09 lgw charon: 10[IKE] x|Nov 23 21:06:09|charon|10|``|x",
                "``|2026-11-23T21:06:09+0000 lgw charon-systemd[39]: x: y|2026-11-23T21:06:09+0000|charon|``|``|x: y",
                "pluto|Nov 22 08:01:50.799679: \"t\" #1: initiating IKEv2 connection|Nov 22 08:01:50.799679|pluto|``|t|\"t\" #1: initiating IKEv2 connection",
                "pluto|Nov 22 08:16:01.138591: packet from 192.0.2.1:500: x|Nov 22 08:16:01.138591|pluto|``|``|packet from 192.0.2.1:500: x",
                "``|Nov 22 08:01:50 gw pluto[40]: \"t\"[2] 192.0.2.1 #5: x|Nov 22 08:01:50|pluto|``|t|\"t\"[2] 192.0.2.1 #5: x",
                "racoon|2026-11-22 08:50:00: INFO: NAT detected: PEER|2026-11-22 08:50:00|racoon|``|``|INFO: NAT detected: PEER",
                "``|Nov 22 08:50:00 gw racoon: ERROR: HASH mismatched|Nov 22 08:50:00|racoon|``|``|ERROR: HASH mismatched",
                "kernel|[   12.345678] Out of memory: Killed process 1 (charon)|[   12.345678]|kernel|``|``|Out of memory: Killed process 1 (charon)",
                "charon|no time at all|``|charon|``|``|no time at all",
            })
    void aLineIsTakenApart(
            String file, String raw, String time, String daemon, String thread, String connection, String text) {
        assertThat(LogLine.parse(raw, file)).isEqualTo(new LogLine(raw, time, daemon, thread, connection, text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T21:06:09+0000 x, 2026-11-23T21:06:09Z",
        "2026-11-23T21:06:09+01:00 x, 2026-11-23T20:06:09Z",
        "2026-11-23T21:06:09 x, 2026-11-23T21:06:09Z",
        "2026-11-23 21:06:09.5: x, 2026-11-23T21:06:09.5Z",
        "Nov 23 21:06:09 h charon: x, 2026-11-23T21:06:09Z",
        "Dec 31 23:59:59 h charon: x, 2025-12-31T23:59:59Z",
        "Nov  3 01:02:03.123456: x, 2026-11-03T01:02:03Z",
    })
    void timesBecomeInstants(String raw, Instant instant) {
        assertThat(LogLine.parse(raw, "").at(ZoneOffset.UTC, Instant.parse("2026-11-23T22:00:00Z")))
                .contains(instant);
    }

    @Test
    void aTimeWithoutDateIsNoInstant() {
        assertThat(LogLine.parse("07:23:13 14[IKE] x", "charon").at(ZoneOffset.UTC, Instant.EPOCH))
                .isEqualTo(Optional.empty());
    }
}
