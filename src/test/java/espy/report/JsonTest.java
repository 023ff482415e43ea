package espy.report;

import static org.assertj.core.api.Assertions.assertThat;

import espy.probe.facts.FactsForTests;
import espy.probe.facts.Quote;
import espy.xfrm.Policies;
import espy.xfrm.State;
import espy.xfrm.States;
import espy.xfrm.Tunnels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef01234567";

    private static final String STATES = """
            src 192.0.2.1 dst 198.51.100.2
            \tproto esp spi 0xc0000001 reqid 1 mode tunnel
            \treplay-window 0 flag af-unspec esn
            \tmark 0x2a/0xffffffff
            \taead rfc4106(gcm(aes)) 0x%s 128
            \tencap type espinudp sport 4500 dport 4500 addr 0.0.0.0
            \tanti-replay esn context:
            \t seq-hi 0x0, seq 0x5, oseq-hi 0x0, oseq 0x0
            \t replay_window 128, bitmap-length 4
            \t 00000000 00000000 00000000 0000001f
            src 198.51.100.2 dst 192.0.2.1
            \tproto esp spi 0x00000102 reqid 1 mode tunnel
            \treplay-window 32
            \tauth-trunc hmac(sha256) 0x%s 128
            \tenc cbc(aes) 0x%s
            """.formatted(KEY, KEY, KEY);

    private static final String POLICIES = """
            src 10.1.0.0/24 dst 10.2.0.0/24
            \tdir out priority 375423
            \tmark 0x2a/0xffffffff
            \ttmpl src 192.0.2.1 dst 198.51.100.2
            \t\tproto esp spi 0xc0000001 reqid 1 mode tunnel
            """;

    @Test
    void aRunHasTheNamesOfTheContract() {
        JsonNode json = read(CheckJson.of(Runs.failing()));

        assertThat(json.propertyNames())
                .containsExactly(
                        "gateway",
                        "started",
                        "tookMs",
                        "tunnel",
                        "checks",
                        "diagnosis",
                        "ladder",
                        "timeline",
                        "mirror",
                        "questions",
                        "unparsed",
                        "exit");
        assertThat(json.at("/started").stringValue()).isEqualTo("2026-11-23T12:01:05Z");
        assertThat(json.at("/tookMs").intValue()).isEqualTo(640);
        assertThat(json.at("/exit").intValue()).isEqualTo(1);
        assertThat(json.at("/questions").toString()).isEqualTo("[\"First question?\",\"Second question?\"]");
        assertThat(json.at("/unparsed/0/line").intValue()).isEqualTo(7);
        assertThat(json.at("/tunnel").toString())
                .isEqualTo("{\"name\":\"muc/muc-net\",\"peer\":\"198.51.100.2\",\"localTs\":[\"10.1.0.0/16\"],"
                        + "\"remoteTs\":[\"10.2.0.0/16\"],\"installed\":false}");
    }

    @Test
    void aCheckShowsItsVerdictAndEvidence() {
        JsonNode checks = read(CheckJson.of(Runs.failing())).at("/checks");

        assertThat(checks.valueStream().map(c -> c.at("/verdict").stringValue()))
                .containsExactly("pass", "fail", "unknown", "warn", "skipped", "needs-you");
        JsonNode secret = checks.get(1);
        assertThat(secret.at("/seed/0").stringValue()).isEqualTo("P1-a");
        assertThat(secret.at("/evidence/0/command").stringValue()).isEqualTo("journalctl -u strongswan");
        assertThat(secret.at("/evidence/0/end").stringValue()).isEqualTo("here");
        assertThat(secret.at("/evidence/0/time").stringValue()).isEqualTo("2026-11-23T12:01:03");
        assertThat(secret.has("parent")).isFalse();
        assertThat(checks.get(2).at("/parent").stringValue()).isEqualTo("p1.secret");
    }

    @Test
    void aCauseShowsItsConfidenceAndFix() {
        JsonNode cause = read(CheckJson.of(Runs.failing())).at("/diagnosis/0");

        assertThat(cause.at("/cause").stringValue()).isEqualTo("B07");
        assertThat(cause.at("/confidence").doubleValue()).isEqualTo(0.953);
        assertThat(cause.at("/explains/0").stringValue()).isEqualTo("p1.secret");
        assertThat(cause.at("/fix/racoon").stringValue()).isEqualTo("Edit psk.txt.");
        assertThat(cause.at("/evidence/0/lines/1").stringValue()).isEqualTo("second line");
    }

    @Test
    void withoutAChosenTunnelThereIsNone() {
        JsonNode json = read(CheckJson.of(Runs.healthy()));

        assertThat(json.has("tunnel")).isFalse();
        assertThat(json.at("/diagnosis").isEmpty()).isTrue();
    }

    @Test
    void hostileTextIsKeptButCannotActOnATerminal() {
        String text = CheckJson.of(Runs.failing(Runs.HOSTILE + "\u009b2J\u2028é€"));

        assertThat(text).contains("\\u202E", "\\u001B", "\\u009B", "\\u2028", "é€");
        assertThat(text.chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
        assertThat(read(text).at("/checks/1/evidence/0/lines/0").stringValue())
                .contains("\u001b[31m", "\u202e", "\u0000");
    }

    @Test
    void anSaHasTheNamesOfTheContract() {
        JsonNode out = read(xfrm(false)).at("/states/0");

        assertThat(out.at("/spi").stringValue()).isEqualTo("0xc0000001");
        assertThat(out.at("/replayWindow").intValue()).isZero();
        assertThat(out.at("/window").intValue()).isEqualTo(128);
        assertThat(out.at("/flags").toString()).isEqualTo("[\"af-unspec\",\"esn\"]");
        assertThat(out.at("/mark").stringValue()).isEqualTo("0x2a/0xffffffff");
        assertThat(out.at("/aead/name").stringValue()).isEqualTo("rfc4106(gcm(aes))");
        assertThat(out.at("/aead/keyBits").intValue()).isEqualTo(160);
        assertThat(out.at("/aead/icvBits").intValue()).isEqualTo(128);
        assertThat(out.at("/aead/keyFingerprint").stringValue()).hasSize(8);
        assertThat(out.at("/encap/sport").intValue()).isEqualTo(4500);
        assertThat(out.has("auth")).isFalse();
        assertThat(out.has("ifId")).isFalse();
    }

    @Test
    void policiesAndTunnelsNameWhatTheyUse() {
        JsonNode json = read(xfrm(false));

        assertThat(json.at("/policies/0/src").stringValue()).isEqualTo("10.1.0.0/24");
        assertThat(json.at("/policies/0/priority").longValue()).isEqualTo(375423);
        assertThat(json.at("/policies/0/templates/0/spi").stringValue()).isEqualTo("0xc0000001");
        assertThat(json.at("/policies/0/templates/0/level").stringValue()).isEqualTo("required");
        assertThat(json.at("/tunnels/0/outbound/0/spi").stringValue()).isEqualTo("0xc0000001");
        assertThat(json.at("/tunnels/0/policies/0/dir").stringValue()).isEqualTo("out");
        assertThat(json.at("/stat/XfrmInNoStates").longValue()).isEqualTo(3);
        assertThat(json.at("/unparsed").isArray()).isTrue();
    }

    @Test
    void keysAppearOnlyWhenAskedFor() {
        assertThat(xfrm(false)).doesNotContain(KEY).doesNotContain("\"key\"");
        JsonNode states = read(xfrm(true)).at("/states");

        assertThat(states.at("/0/aead/key").stringValue()).isEqualTo("0x" + KEY);
        assertThat(states.at("/1/auth/key").stringValue()).isEqualTo("0x" + KEY);
        assertThat(states.at("/1/enc/key").stringValue()).isEqualTo("0x" + KEY);
    }

    @Test
    void everyComponentOfAnSaIsThereWhenItWasSeen() {
        State state = States.parse(STATES).value().getFirst();
        JsonNode json = read(xfrm(false)).at("/states/0");

        for (var component : State.class.getRecordComponents()) {
            if (component.getType() != Optional.class) {
                assertThat(json.has(component.getName()))
                        .as(component.getName())
                        .isTrue();
            }
        }
        assertThat(json.at("/replay/bitmap").stringValue())
                .isEqualTo(state.replay().orElseThrow().bitmap());
    }

    @Test
    void whatTheInputDidNotHoldIsAbsent() {
        JsonNode json = read(XfrmJson.of(
                XfrmJson.Content.tables(
                        Optional.of(List.of()), Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                false));

        assertThat(json.toString()).isEqualTo("{\"states\":[],\"unparsed\":[]}");
    }

    @Test
    void factsHaveTheNamesOfExpressionsAndNoKeys() {
        var facts = FactsForTests.with(
                "ike.established", true,
                "xfrm.states", States.parse(STATES).value(),
                "ike.sas", Quote.of("P04.sas", List.of("ESTABLISHED")),
                "answers", Map.of("P01", Quote.of("P01", List.of("uid=0"))),
                "missing", Map.of("xfrm.policies", "Only root may see the policies"));

        String text = FactsJson.of(facts);
        JsonNode json = read(text);

        assertThat(json.at("/ike/established").booleanValue()).isTrue();
        assertThat(json.at("/ike").has("child")).isFalse();
        assertThat(json.at("/ike/sas/lines/0").stringValue()).isEqualTo("ESTABLISHED");
        assertThat(json.at("/xfrm/states/0/spi").longValue()).isEqualTo(0xc0000001L);
        assertThat(json.at("/answers/P01/lines/0").stringValue()).isEqualTo("uid=0");
        assertThat(json.at("/missing/xfrm.policies").stringValue()).isEqualTo("Only root may see the policies");
        assertThat(text).doesNotContain(KEY).contains("fingerprint");
    }

    private static String xfrm(boolean showKeys) {
        var states = States.parse(STATES).value();
        var policies = Policies.parse(POLICIES).value();
        return XfrmJson.of(
                XfrmJson.Content.tables(
                        Optional.of(states),
                        Optional.of(policies),
                        Optional.of(Map.of("XfrmInNoStates", 3L)),
                        Optional.of(Tunnels.pair(states, policies, List.of())),
                        List.of()),
                showKeys);
    }

    private static JsonNode read(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
