package espy.probe.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What moved while Espy sent a few packets through the tunnel on purpose. Everything is absent when no active look was made; what could not
 * be measured in one is absent too.
 *
 * @param ran           whether an active look was made
 * @param from          the address that the stimulus came from, one of the gateway's own; absent when none lies in the local selector
 * @param to            where it went; absent when nobody named a host in the remote selector
 * @param initiated     whether the daemon was asked to bring the tunnel up
 * @param initiateSaid  what it answered to that, its last lines; "" when it said nothing
 * @param pingsSent     echo requests that were sent
 * @param pingsReceived echo replies that came back
 * @param pingError     what the kernel or a router said instead ({@code Operation not permitted}, {@code Destination Host Unreachable}); ""
 *                      when nobody said anything
 * @param tcp           how a TCP connection ended: {@code open}, {@code refused}, {@code timeout}, {@code unreachable}
 * @param bigPing       whether an echo request of nearly the full size of an Ethernet frame, not to be fragmented, was answered
 * @param pathMtu       the MTU that the kernel knows for that way after it, in bytes
 * @param saOut         packets that the tunnel's outbound SAs counted meanwhile
 * @param saIn          packets that its inbound SAs counted
 * @param failedIn      packets whose integrity check failed meanwhile
 * @param replayIn      packets that the replay window refused meanwhile
 * @param sasBefore     whether SAs of the tunnel were there before the stimulus
 * @param sasAfter      whether they were there after it
 * @param larval        SAs that were still being negotiated after it
 * @param cameUp        SPIs of SAs that are there now and were not before, as {@code 0xc0000001}
 * @param stat          {@code /proc/net/xfrm_stat}: those that moved, by how much
 * @param nstat         the kernel's network counters: those that moved, by how much
 * @param drops         dropping and rejecting rules and chain policies that counted meanwhile, the most first
 * @param nats          translating rules that counted meanwhile
 * @param ping          what the stimulus printed
 * @param statQuote     the error counters before and after
 * @param sas           the tunnel's SAs afterwards, without keys
 */
public record ActiveFacts(
        Optional<Boolean> ran,
        Optional<String> from,
        Optional<String> to,
        Optional<Boolean> selected,
        Optional<Boolean> blocked,
        Optional<Boolean> initiated,
        Optional<String> initiateSaid,
        Optional<Long> pingsSent,
        Optional<Long> pingsReceived,
        Optional<String> pingError,
        Optional<String> tcp,
        Optional<Boolean> bigPing,
        Optional<Long> pathMtu,
        Optional<Long> saOut,
        Optional<Long> saIn,
        Optional<Long> failedIn,
        Optional<Long> replayIn,
        Optional<Boolean> sasBefore,
        Optional<Boolean> sasAfter,
        Optional<Long> larval,
        Optional<List<String>> cameUp,
        Optional<Map<String, Long>> stat,
        Optional<Map<String, Long>> nstat,
        Optional<List<Moved>> drops,
        Optional<List<Moved>> nats,
        Quote ping,
        Quote statQuote,
        Quote sas) {

    /**
     * A rule or a chain's policy whose counter moved.
     *
     * @param chain   where it stands, for example {@code filter FORWARD}
     * @param rule    as text; {@code policy DROP} for a chain's policy
     * @param packets how many more it counted
     */
    public record Moved(String chain, String rule, long packets, Quote quote) {}

    private static final Quote NOTHING = Quote.of("P18", List.of());
    private static final Optional<Long> NUMBER = Optional.empty();
    private static final Optional<Boolean> TRUTH = Optional.empty();
    private static final Optional<String> WORD = Optional.empty();

    /** No active look was made. */
    public static final ActiveFacts NONE = new ActiveFacts(
            TRUTH,
            WORD,
            WORD,
            TRUTH,
            TRUTH,
            TRUTH,
            WORD,
            NUMBER,
            NUMBER,
            WORD,
            WORD,
            TRUTH,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            TRUTH,
            TRUTH,
            NUMBER,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOTHING,
            NOTHING,
            NOTHING);
}
