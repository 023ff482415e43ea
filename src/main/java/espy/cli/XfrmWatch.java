package espy.cli;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.CommandStream;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.gateway.Question;
import espy.xfrm.Change;
import espy.xfrm.Changes;
import espy.xfrm.MonitorObjects;
import espy.xfrm.Policies;
import espy.xfrm.Reading;
import espy.xfrm.States;
import espy.xfrm.XfrmStat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Follows a gateway: what {@code ip xfrm monitor} says as it says it, and every two seconds what has moved in the tables. Nothing but reading
 * happens on the gateway, and nothing stays behind.
 */
final class XfrmWatch {
    /** iproute2 before 3.18 prints no times. The monitor would print keys even with {@code nokeys}. */
    private static final String MONITOR =
            "case $(ip -ts -V 2>&1) in *unknown*) ip xfrm monitor;; *) ip -ts xfrm monitor;; esac";

    private static final Duration EACH = Duration.ofSeconds(2);
    /** So long after its last line an event is taken to be complete. */
    private static final long SILENCE_MS = 200;

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int MOST_BYTES = 48 << 20;
    private static final int LONGEST_LINE = 8192;
    private static final List<Question> TABLES = List.of(
            new Question("state", "ip -s xfrm state", true, LIMIT, MOST_BYTES, "ip"),
            new Question("policy", "ip -s xfrm policy", true, LIMIT, MOST_BYTES, "ip"),
            new Question("stat", "cat /proc/net/xfrm_stat", false, LIMIT, 1 << 16));

    private sealed interface Item {
        record Line(String text) implements Item {}

        record Poll(Reading reading) implements Item {}

        record Failed(GatewayException why) implements Item {}

        record Ended() implements Item {}
    }

    private final Gateway gateway;
    private final Terminal terminal;
    private final boolean json;
    /** Bounded: when nobody reads what we print, the gateway's monitor waits too. */
    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(1000);

    private final MonitorObjects objects = new MonitorObjects();
    private final Turnover turnover = new Turnover();
    private Optional<Reading> last = Optional.empty();
    private boolean events = true;
    private int complained;

    XfrmWatch(Gateway gateway, Terminal terminal, boolean json) {
        this.gateway = gateway;
        this.terminal = terminal;
        this.json = json;
    }

    /**
     * Watches until the time is over, or nobody reads any more.
     *
     * @return whether there was anything to see; without root there is not, which has been said
     * @throws InterruptedException when the person has had enough; everything has been ended on the gateway
     */
    boolean watch(Optional<Instant> until) throws GatewayException, InterruptedException {
        try (var stream = gateway.stream(MONITOR)) {
            terminal.noProgress();
            if (stream.access() == Access.USER) {
                terminal.say(
                        "espy: Only root may see the SAs and what happens to them. Add --sudo, or log in as root.");
                return false;
            }
            Thread reader = Thread.ofVirtual().start(() -> read(stream));
            Thread poller = Thread.ofVirtual().start(this::poll);
            try {
                follow(stream, until);
            } finally {
                poller.interrupt();
                reader.interrupt();
                poller.join();
            }
            return true;
        }
    }

    private void follow(CommandStream stream, Optional<Instant> until) throws GatewayException, InterruptedException {
        while (until.map(t -> Instant.now().isBefore(t)).orElse(true)
                && !terminal.out().checkError()) {
            switch (items.poll(SILENCE_MS, TimeUnit.MILLISECONDS)) {
                case null -> objects.idle().ifPresent(this::event);
                case Item.Line l -> objects.line(l.text()).ifPresent(this::event);
                case Item.Poll p -> {
                    complain(stream);
                    compare(p.reading());
                }
                case Item.Failed f -> throw f.why();
                case Item.Ended e -> {
                    complain(stream);
                    terminal.say(
                            "espy: `ip xfrm monitor` has ended; what changes is still found by comparing, every two seconds.");
                    events = false;
                }
            }
        }
    }

    private void event(String object) {
        WatchLine.of(object, now()).ifPresent(line -> {
            turnover.heard(line);
            print(line);
        });
    }

    private void compare(Reading reading) {
        if (last.isEmpty()) {
            terminal.say("Watching %s: %d SAs, %d policies. Ctrl-C ends it."
                    .formatted(
                            gateway.name(),
                            reading.states().size(),
                            reading.policies().stream().filter(p -> !p.socket()).count()));
        }
        String now = now();
        last.ifPresent(before -> Changes.between(before, reading).stream()
                .filter(c -> !events || !told(c))
                .filter(c -> !turnover.interrupted(c))
                .map(c -> WatchLine.of(now, c))
                .forEach(this::print));
        turnover.seen(reading.states());
        last = Optional.of(reading);
    }

    /** Whether the monitor says it, too. */
    private static boolean told(Change change) {
        return switch (change) {
            case Change.StateRekeyed c -> false;
            case Change.Traffic c -> false;
            case Change.Refused c -> false;
            case Change.Dropped c -> false;
            default -> true;
        };
    }

    private void print(WatchLine line) {
        terminal.out().println(json ? line.json() : line.text());
    }

    /** What the monitor has complained of since the last time: most of all, that it has lost events. */
    private void complain(CommandStream stream) {
        String all = stream.complaint();
        if (all.length() > complained) {
            terminal.say("espy: the gateway says: " + all.substring(complained).strip());
            complained = all.length();
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Hands on the monitor's lines. What is longer than any of its lines is cut. */
    private void read(InputStream stream) {
        try (stream) {
            var line = new ByteArrayOutputStream();
            for (int b = stream.read(); b >= 0; b = stream.read()) {
                if (b == '\n') {
                    items.put(new Item.Line(line.toString(StandardCharsets.UTF_8)));
                    line.reset();
                } else if (line.size() < LONGEST_LINE) {
                    line.write(b);
                }
            }
            items.put(new Item.Ended());
        } catch (IOException e) {
            items.offer(new Item.Ended());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        try {
            while (true) {
                var reading = reading(gateway.look(TABLES, id -> {}));
                if (reading.isPresent()) {
                    items.put(new Item.Poll(reading.get()));
                }
                Thread.sleep(EACH);
            }
        } catch (GatewayException e) {
            items.offer(new Item.Failed(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing when the tables did not arrive whole: half of one would look like SAs that are gone. */
    private static Optional<Reading> reading(Look look) {
        Answer states = look.answers().get(0);
        Answer policies = look.answers().get(1);
        Answer stat = look.answers().get(2);
        if (!states.ok() || states.cut() || !policies.ok() || policies.cut()) {
            return Optional.empty();
        }
        return Optional.of(new Reading(
                states.at(),
                States.parse(states.out()).value().stream()
                        .filter(s -> !s.helper())
                        .toList(),
                Policies.parse(policies.out()).value(),
                stat.ok() ? XfrmStat.parse(stat.out()).value() : Map.of()));
    }
}
