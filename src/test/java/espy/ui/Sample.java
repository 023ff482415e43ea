package espy.ui;

import espy.checklist.CheckResult;
import espy.checklist.Evidence;
import espy.checklist.Verdict;
import espy.daemon.Connection;
import espy.diagnosis.Finding;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.probe.Snapshot;
import espy.probe.Vault;
import espy.probe.facts.DaemonFacts;
import espy.probe.facts.Facts;
import espy.probe.facts.GatewayFacts;
import espy.probe.facts.Quote;
import espy.probe.facts.TunnelFacts;
import espy.probe.facts.XfrmFacts;
import espy.run.Insight;
import espy.run.Run;
import espy.ui.welcome.WelcomeModel;
import espy.xfrm.Policies;
import espy.xfrm.States;
import espy.xfrm.Tunnels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Runs for window tests and pictures. */
final class Sample {
    private Sample() {}

    /** A record with nothing in it but what {@code values} says, so that samples survive new components. */
    static <T extends Record> T record(Class<T> type, Map<String, ?> values) {
        RecordComponent[] parts = type.getRecordComponents();
        Object[] arguments = Arrays.stream(parts)
                .map(p -> values.containsKey(p.getName()) ? values.get(p.getName()) : nothing(p.getType()))
                .toArray();
        try {
            return type.getDeclaredConstructor(
                            Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new))
                    .newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }

    private static Object nothing(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        } else if (type == String.class) {
            return "";
        } else if (type == List.class) {
            return List.of();
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == boolean.class) {
            return false;
        } else if (type == long.class) {
            return 0L;
        } else if (type == int.class) {
            return 0;
        } else if (type == double.class) {
            return 0.0;
        } else if (type == Quote.class) {
            return Quote.of("P00", List.of());
        } else if (type.isRecord()) {
            return record(type.asSubclass(Record.class), Map.of());
        }
        throw new AssertionError("no empty value for " + type);
    }

    static Evidence evidence(String probe, String command, String note, String... lines) {
        return new Evidence(probe, command, List.of(lines), "here", Optional.empty(), note);
    }

    static final WelcomeModel.Choices CHOICES = new WelcomeModel.Choices(
            List.of("root@fra-gw1", "admin@edge-7:2222"),
            List.of("muc-gw2", "ham-gw1"),
            List.of(
                    new Backend.Scenario(
                            "psk-mismatch", "The tunnel never comes up: the peer refuses our authentication"),
                    new Backend.Scenario("blocked-esp", "The tunnel is up, and no traffic comes back"),
                    new Backend.Scenario("healthy", "All is well")));

    static final Evidence AUTH_FAILED = evidence(
            "P13.journal",
            "journalctl --no-pager -q -o short-iso -n 3000 -S -24h -u strongswan",
            "The peer refused our authentication",
            "2026-11-23T12:01:03+0000 fra-gw1 charon[812]: 09[ENC] parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]",
            "2026-11-23T12:01:03+0000 fra-gw1 charon[812]: 09[IKE] received AUTHENTICATION_FAILED notify error");

    static CheckResult check(String id, String title, Verdict verdict, String summary, Evidence... evidence) {
        return check(id, "", title, verdict, summary, "", evidence);
    }

    static CheckResult check(
            String id, String parent, String title, Verdict verdict, String summary, String ask, Evidence... evidence) {
        String list = id.startsWith("p1") ? "phase-1" : "phase-2";
        return new CheckResult(
                id,
                list,
                list.equals("phase-1")
                        ? "Phase 1 – do the two ends agree to talk?"
                        : "Phase 2 – does traffic go through the tunnel?",
                List.of(),
                title,
                "A wrong secret shows as \"authentication failed\" in IKEv2 and as unreadable packets in IKEv1. The end that checks knows,"
                        + " the other only sees a refusal.",
                verdict,
                summary,
                List.of(evidence),
                ask,
                verdict == Verdict.FAIL || verdict == Verdict.WARN
                        ? Map.of(
                                "strongswan",
                                "swanctl.conf: secrets { ike-x { id-1 = …, secret = \"…\" } }, then swanctl --load-creds. ipsec.conf:"
                                        + " ipsec.secrets, then ipsec rereadsecrets.",
                                "libreswan",
                                "ipsec.secrets: @us @them : PSK \"…\", then ipsec secrets.",
                                "racoon",
                                "psk.txt: peer-address secret; the file must belong to root with mode 0600.")
                        : Map.of(),
                List.of(),
                parent);
    }

    static Finding finding(
            String cause, String title, double confidence, String strength, String summary, String under) {
        return new Finding(
                cause,
                title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'),
                title,
                confidence,
                Math.log(confidence / (1 - confidence)),
                strength,
                "S1",
                summary,
                List.of("p1.secret", "p1.works"),
                List.of(AUTH_FAILED),
                List.of("The other end's log: it is not reachable from here"),
                List.of("Does the other end log 'no matching peer config found' (identity) or 'MAC mismatched' (key)?"),
                Map.of(
                        "strongswan",
                        "Make the secrets equal on both ends (swanctl.conf: secrets { ike-x { id-1 = …, secret = \"…\" } }, then swanctl"
                                + " --load-creds; ipsec.secrets: ipsec rereadsecrets). Mind quotes, trailing blanks, 0x and 0s.",
                        "libreswan",
                        "Make the PSK in ipsec.secrets equal on both ends, then ipsec secrets."),
                under);
    }

    /** A gateway whose peer refuses the pre-shared key. */
    static Run pskMismatch() {
        var sas = evidence(
                "P04.sas",
                "swanctl --list-sas --raw",
                "",
                "list-sa event {muc {uniqueid=4 version=2 state=CONNECTING local-host=192.0.2.1 remote-host=198.51.100.2}}");
        var rules = evidence(
                "P11.iptables",
                "iptables-save -c",
                "",
                "[812:98211] -A INPUT -p udp -m multiport --dports 500,4500 -j ACCEPT",
                ":OUTPUT ACCEPT [9811:1829910]");
        return run(
                "fra-gw1",
                Access.SUDO,
                List.of(
                        check(
                                "p1.access",
                                "May we see what decides?",
                                Verdict.PASS,
                                "Logged in as admin, with root's view"),
                        check(
                                "p1.daemon",
                                "Does an IKE daemon run, and only one?",
                                Verdict.PASS,
                                "strongswan runs and listens on UDP 500"),
                        check(
                                "p1.udp500",
                                "Does the firewall allow UDP 500 (and 4500), in and out?",
                                Verdict.PASS,
                                "Packets of the peer arrive, so the firewalls let IKE through",
                                rules),
                        check(
                                "p1.talk",
                                "Do both ends talk to each other?",
                                Verdict.PASS,
                                "We sent 6 messages and received 4"),
                        check(
                                "p1.we-send",
                                "p1.talk",
                                "Are we talking to the remote endpoint?",
                                Verdict.PASS,
                                "We sent 6 messages",
                                ""),
                        check(
                                "p1.peer-answers",
                                "p1.talk",
                                "Is the remote endpoint talking to us?",
                                Verdict.PASS,
                                "198.51.100.2 answered",
                                ""),
                        check(
                                "p1.version",
                                "p1.talk",
                                "Are they both talking to each other, in the same IKE version?",
                                Verdict.PASS,
                                "The negotiation came past its first messages",
                                ""),
                        check(
                                "p1.proposals",
                                "Are both using the same proposals?",
                                Verdict.PASS,
                                "The first exchange succeeded, so the IKE proposals fit"),
                        check(
                                "p1.logs",
                                "Are the logs free of errors?",
                                Verdict.FAIL,
                                "The peer refused our authentication (3 times)",
                                AUTH_FAILED),
                        check(
                                "p1.secret",
                                "Is the secret the same on both endpoints?",
                                Verdict.FAIL,
                                "The peer refused our authentication (AUTHENTICATION_FAILED); its log says whether secret, identity or method is wrong",
                                AUTH_FAILED),
                        check(
                                "p1.sha2",
                                "Are there no problems with SHA-2 (truncated checksums)?",
                                Verdict.SKIPPED,
                                "No SA is installed"),
                        check(
                                "p1.works",
                                "You think it works? Is an SA up – and has traffic asked for one?",
                                Verdict.FAIL,
                                "The IKE SA is not up",
                                sas),
                        check(
                                "p2.ping",
                                "Does traffic come back through the tunnel – also TCP?",
                                Verdict.FAIL,
                                "No SA is installed, so nothing can go through"),
                        check(
                                "p2.esp-allowed",
                                "Does the firewall allow ESP in both directions?",
                                Verdict.WARN,
                                "No rule names ESP; the policy of the chain lets it through",
                                rules),
                        check(
                                "p2.logs-read",
                                "",
                                "Did you read the logs on both ends?",
                                Verdict.NEEDS_YOU,
                                "Only you can know",
                                "Did you read the logs on both ends?"),
                        check(
                                "p2.trace",
                                "",
                                "Does a trace of the packet show where it ends?",
                                Verdict.UNKNOWN,
                                "No packet was traced",
                                "Where does a traced packet end?"),
                        check(
                                "p2.no-nat",
                                "Is there no rule in POSTROUTING that NATs the tunnel's traffic?",
                                Verdict.PASS,
                                "No NAT rule touches the tunnel's traffic",
                                rules),
                        check(
                                "p2.help",
                                "",
                                "Is there someone who can help you?",
                                Verdict.NEEDS_YOU,
                                "Only you can know",
                                "Is there a colleague, or the admin of the other end, you can call now?")),
                List.of(
                        finding(
                                "B07",
                                "The pre-shared keys differ",
                                0.95,
                                "strong",
                                "The peer answered AUTHENTICATION_FAILED 3 times; everything before it agreed.",
                                ""),
                        finding(
                                "B09",
                                "The peer knows no configuration for our identity",
                                0.62,
                                "hint",
                                "AUTHENTICATION_FAILED may also mean an identity that the peer does not know.",
                                ""),
                        finding(
                                "C02",
                                "No SA, so nothing goes through the tunnel",
                                0.58,
                                "hint",
                                "A policy is there and no SA.",
                                "B07")),
                1);
    }

    /** A gateway without trouble. */
    static Run healthy() {
        return run(
                "muc-gw2",
                Access.ROOT,
                List.of(
                        check(
                                "p1.access",
                                "May we see what decides?",
                                Verdict.PASS,
                                "Logged in as root, with root's view"),
                        check(
                                "p1.secret",
                                "Is the secret the same on both endpoints?",
                                Verdict.PASS,
                                "The peer has proved who it is: the IKE SA is up"),
                        check(
                                "p2.ping",
                                "Does traffic come back through the tunnel – also TCP?",
                                Verdict.PASS,
                                "Traffic went both ways: 20 packets out, 20 in"),
                        check(
                                "p2.help",
                                "",
                                "Is there someone who can help you?",
                                Verdict.NEEDS_YOU,
                                "Only you can know",
                                "Is there a colleague you can call now?")),
                List.of(),
                0);
    }

    /** A gateway on which we are nobody. */
    static Run unprivileged() {
        return run(
                "edge-7",
                Access.USER,
                List.of(check(
                        "p1.access", "May we see what decides?", Verdict.FAIL, "Logged in as admin, without root")),
                List.of(),
                4,
                Sample.record(XfrmFacts.class, Map.of()),
                Map.of("xfrm.states", "Only root may see the SAs", "xfrm.tunnels", "Only root may see the SAs"));
    }

    /** The same gateway with tables of the kernel. */
    static Run with(Run run, XfrmFacts xfrm) {
        return run(run.gateway(), run.snapshot().access(), run.checks(), run.diagnosis(), run.exit(), xfrm, Map.of());
    }

    /** What {@code ip -s xfrm state} and {@code ip -s xfrm policy} would have said. */
    static XfrmFacts xfrm(String states, String policies) {
        var s = States.parse(states).value();
        var p = Policies.parse(policies).value();
        return Sample.record(
                XfrmFacts.class,
                Map.of(
                        "states", Optional.of(s),
                        "policies", Optional.of(p),
                        "tunnels", Optional.of(Tunnels.pair(s, p, List.of("192.0.2.1")))));
    }

    /** A tunnel that is up, one without SAs, and one whose integrity checks fail. */
    static XfrmFacts threeTunnels() {
        return xfrm(resource("states.txt"), resource("policies.txt"));
    }

    /** Whatever is rare: generations, hidden and zeroed keys, ESN, marks, offload, AH, IPComp, a larval SA. */
    static Run odd() {
        return with(healthy(), xfrm(resource("odd-states.txt"), resource("odd-policies.txt")));
    }

    static String resource(String name) {
        try (var in = Objects.requireNonNull(Sample.class.getResourceAsStream("/ui/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Run run(String gateway, Access access, List<CheckResult> checks, List<Finding> findings, int exit) {
        return run(gateway, access, checks, findings, exit, threeTunnels(), Map.of());
    }

    private static Run run(
            String gateway,
            Access access,
            List<CheckResult> checks,
            List<Finding> findings,
            int exit,
            XfrmFacts xfrm,
            Map<String, String> missing) {
        Instant at = Instant.parse("2026-11-23T12:01:05Z");
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < 30; i++) {
            answers.add(new Answer("P" + i, "true", at, Duration.ofMillis(20), Answer.Outcome.DONE, 0, false, "", ""));
        }
        answers.add(new Answer(
                "P14.time",
                "timedatectl show",
                at,
                Duration.ofMillis(20),
                Answer.Outcome.DONE,
                0,
                false,
                "Timezone=Europe/Berlin\nTimeUSec=Mon 2026-11-23 13:01:05 CET\n",
                ""));
        var child = Sample.record(
                Connection.Child.class,
                Map.of("name", "muc-net", "localTs", List.of("10.1.0.0/16"), "remoteTs", List.of("10.2.0.0/16")));
        var other = Sample.record(Connection.Child.class, Map.of("name", "voice"));
        var connection = Sample.record(Connection.class, Map.of("name", "muc", "children", List.of(child, other)));
        var facts = Sample.record(
                Facts.class,
                Map.of(
                        "gateway",
                                Sample.record(
                                        GatewayFacts.class,
                                        Map.of("name", gateway, "user", "admin", "root", access != Access.USER)),
                        "daemon",
                                Sample.record(
                                        DaemonFacts.class,
                                        Map.of("kind", "strongswan", "connections", Optional.of(List.of(connection)))),
                        "tunnel", Sample.record(TunnelFacts.class, Map.of("name", "muc/muc-net", "chosen", true)),
                        "xfrm", xfrm,
                        "missing", missing));
        return new Run(
                gateway,
                at,
                Duration.ofMillis(640),
                new Snapshot(gateway, access, "admin", at, true, Vault.EMPTY, answers),
                facts,
                List.of(facts.tunnel()),
                checks,
                findings,
                Insight.NONE,
                List.of(),
                exit);
    }
}
