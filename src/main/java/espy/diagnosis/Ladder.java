package espy.diagnosis;

import espy.checklist.Clean;
import espy.checklist.Evidence;
import espy.probe.Snapshot;
import espy.probe.facts.ActiveFacts;
import espy.probe.facts.CaptureFacts;
import espy.probe.facts.Facts;
import espy.probe.facts.FirewallFacts;
import espy.probe.facts.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the packets of an active look came: from the LAN into the tunnel, over the wire, and back. A packet that the gateway itself sends does not
 * pass the LAN's side and FORWARD; those rungs are judged by traffic that passed by, and by the rules where these decide.
 */
public final class Ladder {
    /** Fewer may be strangers' packets. */
    private static final long SOME = 2;

    private final Facts facts;
    private final Snapshot snapshot;
    private final List<Rung> rungs = new ArrayList<>();

    private Ladder(Facts facts, Snapshot snapshot) {
        this.facts = facts;
        this.snapshot = snapshot;
    }

    /** The rungs in order; empty when nothing was sent and nothing was captured. */
    public static List<Rung> of(Facts facts, Snapshot snapshot) {
        if (!facts.active().ran().orElse(false) || !facts.tunnel().chosen()) {
            return List.of();
        }
        var ladder = new Ladder(facts, snapshot);
        ladder.climb();
        return List.copyOf(ladder.rungs);
    }

    private void climb() {
        ActiveFacts active = facts.active();
        CaptureFacts capture = facts.capture();
        boolean sent = active.pingsSent().orElse(0L) > 0;
        long answered = active.pingsReceived().orElse(0L);
        Quote espLines = capture.espLines();
        passing("lan-in", "From the LAN to this gateway", capture.lanIn(), capture.lanLines());
        walked(
                "forward-out",
                "FORWARD, on the way into the tunnel",
                facts.firewall().forwardOut());
        policy();
        counted(
                "sa-out",
                "Into the outbound SA",
                active.saOut(),
                sent,
                active.sas(),
                "SA counted",
                "The outbound SA counted nothing");
        counted(
                "wire-out",
                "ESP on the wire, outgoing",
                capture.espOut(),
                active.saOut().orElse(0L) > SOME,
                espLines,
                "ESP packets left",
                "The SA counted, but no ESP left the interface");
        counted(
                "wire-in",
                "ESP on the wire, incoming",
                capture.espIn(),
                sent && capture.espOut().orElse(0L) > SOME,
                espLines,
                "ESP packets arrived",
                "ESP left, and none came back");
        counted(
                "sa-in",
                "Into the inbound SA",
                active.saIn(),
                capture.espIn().orElse(0L) > SOME,
                active.sas(),
                "SA counted",
                "ESP arrived, and the inbound SA counted nothing");
        if (sent) {
            boolean reached = active.saIn().orElse(0L) > SOME;
            add(
                    "policy-in",
                    "Out of the tunnel, past the inbound policy",
                    answered > 0 ? Rung.State.PASSED : reached ? Rung.State.MISSING : Rung.State.NOT_TESTED,
                    answered > 0
                            ? answered + " answers arrived"
                            : reached ? "The SA counted, and no answer arrived" : "Nothing came so far",
                    active.ping());
        } else {
            add(
                    "policy-in",
                    "Out of the tunnel, past the inbound policy",
                    Rung.State.NOT_TESTED,
                    nothingSent(),
                    active.ping());
        }
        walked(
                "forward-in",
                "FORWARD, on the way out of the tunnel",
                facts.firewall().forwardIn());
        passing("lan-out", "From this gateway to the LAN", capture.lanOut(), capture.lanLines());
    }

    private String nothingSent() {
        return facts.active().to().isEmpty()
                ? "Nothing was sent: name a host behind the peer (--to)"
                : "Nothing was sent";
    }

    private void passing(String rung, String title, Optional<Long> packets, Quote quote) {
        boolean seen = packets.orElse(0L) > 0;
        add(
                rung,
                title,
                seen ? Rung.State.PASSED : Rung.State.NOT_TESTED,
                seen
                        ? packets.get() + " packets of the LAN passed meanwhile"
                        : "A packet from the gateway itself does not come by here, and the LAN was quiet",
                quote);
    }

    private void walked(String rung, String title, Optional<FirewallFacts.Walk> walk) {
        if (walk.isEmpty()) {
            add(
                    rung,
                    title,
                    Rung.State.NOT_TESTED,
                    "The rules could not be read",
                    facts.firewall().rules());
            return;
        }
        FirewallFacts.Walk w = walk.get();
        switch (w.verdict()) {
            case "drop", "reject" ->
                add(
                        rung,
                        title,
                        Rung.State.MISSING,
                        "By the rules, packets end here: " + w.chain() + " " + w.rule(),
                        w.quote());
            case "accept" ->
                add(
                        rung,
                        title,
                        Rung.State.NOT_TESTED,
                        "Nothing was sent this way; by the rules, packets pass",
                        w.quote());
            default ->
                add(rung, title, Rung.State.NOT_TESTED, "Some rule cannot be judged from its text alone", w.quote());
        }
    }

    private void policy() {
        var out = facts.tunnel().policyOut();
        boolean there = out.orElse(false);
        boolean leaves = facts.capture().clearOut().orElse(0L) > 0;
        Rung.State state =
                out.isEmpty() ? Rung.State.NOT_TESTED : there && !leaves ? Rung.State.PASSED : Rung.State.MISSING;
        add(
                "policy-out",
                "Met by the outbound policy",
                state,
                leaves
                        ? facts.capture().clearOut().get() + " packets to the remote network left unencrypted"
                        : there
                                ? "An outbound policy covers the networks"
                                : out.isEmpty()
                                        ? "Policies could not be seen"
                                        : "No outbound policy covers the networks",
                leaves ? facts.capture().clearLines() : facts.tunnel().policies());
    }

    /** A counter of the stimulus. {@code due}: whether packets had come as far as the rung before. */
    private void counted(
            String rung, String title, Optional<Long> count, boolean due, Quote quote, String unit, String missing) {
        long n = count.orElse(0L);
        if (n > SOME || (n > 0 && !due)) {
            add(
                    rung,
                    title,
                    Rung.State.PASSED,
                    unit.startsWith("SA") ? unit + " " + n + " packets" : n + " " + unit,
                    quote);
        } else if (count.isPresent() && due && facts.active().pingsReceived().orElse(0L) > 0) {
            // SAs that were renewed meanwhile begin to count anew
            add(rung, title, Rung.State.PASSED, "Answers came back, so packets passed here", quote);
        } else if (count.isPresent() && due) {
            add(rung, title, Rung.State.MISSING, missing, quote);
        } else {
            add(
                    rung,
                    title,
                    Rung.State.NOT_TESTED,
                    facts.active().to().isEmpty() ? nothingSent() : "Nothing came so far, or it could not be counted",
                    quote);
        }
    }

    private void add(String rung, String title, Rung.State state, String says, Quote quote) {
        var evidence = quote.lines().isEmpty()
                ? List.<Evidence>of()
                : List.of(new Evidence(
                        quote.probe(),
                        snapshot.command(quote.probe()),
                        Clean.lines(quote.lines().stream().limit(12).toList()),
                        "here",
                        quote.time(),
                        ""));
        rungs.add(new Rung(rung, title, state, Clean.line(says), evidence));
    }

    /** The first rung that packets did not reach; empty when there is none. */
    public static Optional<Rung> firstMissing(List<Rung> ladder) {
        return ladder.stream().filter(r -> r.state() == Rung.State.MISSING).findFirst();
    }
}
