package espy.probe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.CheckResult;
import espy.checklist.Judge;
import espy.checklist.Verdict;
import espy.diagnosis.Diagnosis;
import espy.diagnosis.Finding;
import espy.diagnosis.Library;
import espy.gateway.Answer;
import espy.gateway.Question;
import espy.probe.Probes;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same tunnel, up, on four kinds of gateways: what is there is seen, and what cannot be seen is said with its reason. */
class RecordedLooksTest {
    private static final Library LIBRARY = Library.builtIn();

    /** Of a recorded look at such a gateway these are never there: no time to compare, no cloud, nothing to resolve. */
    private static final List<String> ALWAYS_ABSENT = List.of(
            "gateway.clockOffsetSeconds", "gateway.cloud", "ike.initiator", "host.peerResolves", "host.modulesMissing");

    /** Rooms of facts that a plain look at one end never fills. */
    private static final Pattern OF_MORE_LOOKS = Pattern.compile("(active|capture|both)\\..*");

    private static List<String> absent(Facts facts) {
        return RecordedLooks.absent(facts).stream()
                .filter(p -> !OF_MORE_LOOKS.matcher(p).matches())
                .toList();
    }

    private static Stream<String> names() {
        return RecordedLooks.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyQuestionIsAnswered(String name) throws IOException {
        assertThat(RecordedLooks.load(name).answers())
                .extracting(Answer::id)
                .containsExactlyElementsOf(
                        Probes.look().stream().map(Question::id).toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyLineIsUnderstoodAndTheTunnelFound(String name) throws IOException {
        FactsReader read = RecordedLooks.read(RecordedLooks.load(name));
        Facts facts = read.facts();
        assertThat(read.unparsed()).isEmpty();
        assertThat(facts.tunnel().peer()).isEqualTo("198.51.100.2");
        assertThat(facts.tunnel().localTs()).containsExactly("10.1.0.0/24");
        assertThat(facts.ike().established()).contains(true);
        assertThat(facts.ike().child()).contains(true);
        assertThat(facts.daemon().listens500()).contains(true);
        assertThat(facts.daemon().foreign500()).contains(false);
        assertThat(facts.host().forwarding()).contains(true);
        assertThat(facts.host().localPresent()).contains(true);
        assertThat(facts.host().localInner()).contains("10.1.0.1");
        assertThat(facts.host().routeToPeer()).contains("eth0");
        assertThat(facts.host().routeInner()).contains("eth0");
        assertThat(facts.host().peerUnreachable()).contains(false);
        assertThat(facts.host().load()).isPresent();
        assertThat(facts.host().memoryFreePercent()).isPresent();
        assertThat(facts.host().nstat().orElseThrow()).containsKeys("IpInReceives", "TcpExtIPReversePathFilter");
        assertThat(facts.log().lines().orElseThrow()).isGreaterThan(10);
        assertThat(facts.log().lastTime().orElseThrow()).contains(":");
    }

    @Test
    void debianShowsAll() throws IOException {
        Facts facts = facts("debian-12");
        assertThat(more(facts)).containsExactly("host.conntrackPercent");
        assertThat(facts.host().clockSynced()).contains(true);
        assertThat(facts.host().diskFull()).contains(List.of());
        assertThat(facts.host().fips()).contains(false);
        assertThat(facts.daemon().unitState()).contains("active");
        assertThat(facts.daemon().restartCommand()).isEqualTo("systemctl restart strongswan");
        assertThat(facts.firewall().natted().orElseThrow().hit()).isFalse();
        assertThat(facts.firewall().staleNat()).contains(List.of());
    }

    @Test
    void rockyLacksConntrack() throws IOException {
        Facts facts = facts("rocky-9");
        assertThat(more(facts))
                .containsExactly(
                        "daemon.certificates", "daemon.pools", "daemon.unproven", "ike.proposal", "firewall.staleNat");
        assertThat(RecordedLooks.why(facts, "firewall.staleNat"))
                .isEqualTo("The connections that the kernel tracks could not be read: `conntrack` is not installed;"
                        + " the package conntrack-tools has it");
        assertThat(RecordedLooks.why(facts, "ike.proposal")).contains("daemon does not show");
        assertThat(facts.daemon().kind()).isEqualTo("libreswan");
        assertThat(facts.daemon().owner500()).contains("pluto");
        assertThat(facts.host().fips()).contains(true);
        assertThat(facts.firewall().forwardIn().orElseThrow().verdict()).isEqualTo("accept");
    }

    @Test
    void alpineLacksFirewallTools() throws IOException {
        Facts facts = facts("alpine-3.20");
        assertThat(more(facts)).allMatch(p -> p.startsWith("firewall.")).hasSize(15);
        assertThat(RecordedLooks.why(facts, "firewall.ikeIn")).endsWith("the package nftables has `nft`");
        assertThat(facts.daemon().unit()).isEqualTo("charon");
        assertThat(facts.daemon().startCommand()).isEqualTo("rc-update add charon; rc-service charon start");
        assertThat(facts.daemon().unitState()).contains("active");
        assertThat(facts.daemon().owner500()).contains("charon");
        assertThat(facts.host().clockSynced()).contains(true);
        assertThat(facts.log().lastTime()).contains("Nov 24 04:55:08");
    }

    @Test
    void openWrtLacksTheKernelsTables() throws IOException {
        Facts facts = facts("openwrt-23.05");
        assertThat(more(facts))
                .allMatch(p -> p.startsWith("tunnel.")
                        || p.startsWith("xfrm.")
                        || List.of("daemon.unitState", "host.largestInner", "host.clockSynced")
                                .contains(p));
        assertThat(RecordedLooks.why(facts, "xfrm.states"))
                .isEqualTo(
                        "The SAs could not be read: this `ip` is a reduced one; the package ip-full has the full one");
        assertThat(RecordedLooks.why(facts, "xfrm.stat")).startsWith("This kernel counts no IPsec errors");
        assertThat(RecordedLooks.why(facts, "host.clockSynced"))
                .endsWith("none of `timedatectl`, `chronyc`, `ntpq`, `adjtimex` is there or answers;"
                        + " the package chrony has one of them");
        assertThat(facts.daemon().wanted()).contains(true);
        assertThat(facts.daemon().statusCommand()).isEqualTo("/etc/init.d/swanctl status; logread | tail -n 100");
        assertThat(facts.host().diskFull()).contains(List.of("/overlay", "/"));
        assertThat(facts.firewall().ikeIn().orElseThrow().verdict()).isEqualTo("accept");
        assertThat(facts.firewall().staleNat().orElseThrow()).hasSize(1);
        assertThat(facts.log().lastTime()).contains("Tue Nov 24 04:55:08 2026");
    }

    @ParameterizedTest
    @MethodSource("names")
    void whateverIsNotSeenHasItsReason(String name) throws IOException {
        var full = RecordedLooks.load(name);
        for (var snapshot : List.of(full, RecordedLooks.withoutRoot(full))) {
            Facts facts = RecordedLooks.read(snapshot).facts();
            for (String path : RecordedLooks.absent(facts)) {
                assertThat(RecordedLooks.why(facts, path)).as(path).matches("\\S+ .+[^.]");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatOnlyRootMaySeeIsNotTakenForAFault(String name) throws IOException {
        var snapshot = RecordedLooks.withoutRoot(RecordedLooks.load(name));
        Facts facts = RecordedLooks.read(snapshot).facts();
        List<CheckResult> checks = Judge.checks(LIBRARY.checklists(), facts, snapshot);
        assertThat(facts.daemon().running()).contains(true);
        assertThat(facts.daemon().listens500()).contains(true);
        assertThat(facts.xfrm().states()).isEmpty();
        assertThat(checks).extracting(CheckResult::verdict).doesNotContain(Verdict.FAIL);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aTunnelThatWorksHasNoFaultButWhatIsWrongAroundIt(String name) throws IOException {
        var snapshot = RecordedLooks.load(name);
        Facts facts = RecordedLooks.read(snapshot).facts();
        List<CheckResult> checks = Judge.checks(LIBRARY.checklists(), facts, snapshot);
        assertThat(checks.stream().filter(c -> c.verdict() == Verdict.FAIL).map(c -> c.id() + ": " + c.summary()))
                .isEmpty();
        assertThat(Diagnosis.of(LIBRARY.causes(), facts, snapshot, checks))
                .extracting(Finding::slug)
                .isEqualTo(
                        name.startsWith("openwrt")
                                ? List.of("disk-full", "stale-nat-of-running-connections")
                                : List.of());
    }

    private static Facts facts(String name) throws IOException {
        return RecordedLooks.read(RecordedLooks.load(name)).facts();
    }

    /** Those that are absent here but not always. */
    private static List<String> more(Facts facts) {
        var absent = absent(facts);
        assertThat(absent).containsAll(ALWAYS_ABSENT);
        return absent.stream().filter(p -> !ALWAYS_ABSENT.contains(p)).toList();
    }
}
