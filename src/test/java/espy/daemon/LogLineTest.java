package espy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
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
                "``|Wed Nov 25 02:00:00 2026 daemon.info ipsec: 09[IKE] x|Wed Nov 25 02:00:00 2026|charon|09|``|x",
                "``|Wed Nov 25 02:00:00 2026 kern.warn kernel: [   12.3] oom|Wed Nov 25 02:00:00 2026|kernel|``|``|[   12.3] oom",
                "``|`Nov 25 02:00:00 alp daemon.info charon: 09[NET] <hq|4> x`|Nov 25 02:00:00|charon|09|hq|x",
                "``|Nov 25 02:00:00 gw ipsec[71]: 09[IKE] x|Nov 25 02:00:00|charon|09|``|x",
                "``|Nov 25 02:00:00 gw ipsec_starter[71]: charon has died|Nov 25 02:00:00|charon|``|``|charon has died",
                "``|1795572000.123456 gw charon[12]: 09[IKE] x|1795572000.123456|charon|09|``|x",
                "``|Wed 2026-11-25 02:00:00 UTC gw pluto[12]: \"t\" #1: x|Wed 2026-11-25 02:00:00 UTC|pluto|``|t|\"t\" #1: x",
                "``|2026-11-25T02:00:00.123456+01:00 gw charon: 09[IKE] x|2026-11-25T02:00:00.123456+01:00|charon|09|``|x",
                "``|<30>1 2026-11-25T02:00:00.5Z gw charon 12 - - 09[IKE] x|2026-11-25T02:00:00.5Z|charon|09|``|x",
                "``|<30>1 2026-11-25T02:00:00Z gw pluto 12 ID47 [a@1 k=\"]\\\"\"][b c=\"\"] \"t\" #1: x|2026-11-25T02:00:00Z|pluto|``|t|\"t\" #1: x",
                "``|<30>1 2026-11-25T02:00:00Z gw pluto 12 ID47 [never closed|2026-11-25T02:00:00Z|pluto|``|``|``",
                "``|<30>Nov 25 02:00:00 gw racoon: ERROR: x|Nov 25 02:00:00|racoon|``|``|ERROR: x",
                "racoon|2026-11-22 08:50:00: [192.0.2.1] ERROR: x|2026-11-22 08:50:00|racoon|``|``|[192.0.2.1] ERROR: x",
                "kernel|[Wed Nov 25 02:00:00 2026] Out of memory|[Wed Nov 25 02:00:00 2026]|kernel|``|``|Out of memory",
                "kernel|kern  :warn  : [   12.345678] Out of memory|[   12.345678]|kernel|``|``|Out of memory",
                "kernel|<4>[   12.345678] Out of memory|[   12.345678]|kernel|``|``|Out of memory",
                "charon|Mär 25 02:00:00 09[IKE] x|``|charon|``|``|Mär 25 02:00:00 09[IKE] x",
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
        "Wed Nov 25 02:00:00 2020 daemon.info ipsec: x, 2020-11-25T02:00:00Z",
        "Nov 24 21:00:00 h charon: x, 2026-11-24T21:00:00Z",
        "Nov 24 23:00:00 h charon: x, 2025-11-24T23:00:00Z",
        "1795572000.123456 h charon: x, 2026-11-25T02:00:00.123456Z",
        "Wed 2026-11-25 02:00:00 UTC h charon: x, 2026-11-25T02:00:00Z",
        "2026-11-25T02:00:00-05:00 h charon: x, 2026-11-25T07:00:00Z",
        "2026-11-25 02:00:00.000001 +0100 x, 2026-11-25T01:00:00.000001Z",
        "<30>1 2026-11-25T02:00:00.5Z gw charon 12 - - x, 2026-11-25T02:00:00.5Z",
        "[Wed Nov 25 02:00:00 2026] x, 2026-11-25T02:00:00Z",
        "Feb 29 01:02:03 h charon: x, 2026-02-28T01:02:03Z",
    })
    void timesBecomeInstants(String raw, Instant instant) {
        assertThat(LogLine.parse(raw, "").at(ZoneOffset.UTC, Instant.parse("2026-11-23T22:00:00Z")))
                .contains(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "07:23:13 14[IKE] x",
        "[   12.345678] x",
        "Xyz 23 21:06:09 h charon: x",
        "Nov 31 25:06:09 h charon: x",
        "2026-13-23T21:06:09 x",
        "no time"
    })
    void noDayNoInstant(String raw) {
        assertThat(LogLine.parse(raw, "charon").at(ZoneOffset.UTC, Instant.parse("2026-11-23T22:00:00Z")))
                .isEqualTo(Optional.empty());
    }
}
