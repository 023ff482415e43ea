package espy.probe.facts;

import java.util.List;
import java.util.Optional;

/**
 * What passed the gateway's interfaces during the active look, between the two gateways and between the two networks. Counts are of packets;
 * everything is absent when nothing was captured. Outgoing packets are seen after the packet filter, incoming ones before it.
 *
 * @param seconds       how long the capture ran
 * @param ikeOut        IKE messages that left, on UDP 500 and 4500
 * @param ikeIn         IKE messages of the peer that arrived
 * @param requestsOut   of {@code ikeOut}: the first message of an IKE SA, ours
 * @param answersIn     of {@code ikeIn}: answers to such a message
 * @param requestsIn    of {@code ikeIn}: the first message of an IKE SA, the peer's
 * @param answersOut    of {@code ikeOut}: answers to such a message
 * @param repeatsIn     requests of the peer that it had sent before: it did not get our answer
 * @param authOut       messages after the first exchange that left (IKE_AUTH, main mode 3 and later)
 * @param authIn        messages after the first exchange that arrived
 * @param on4500Out     IKE messages that left on UDP 4500
 * @param on4500In      IKE messages that arrived on UDP 4500
 * @param versionsOut   major versions of IKE that we spoke in first messages, {@code 1} and {@code 2}
 * @param versionsIn    major versions that the peer spoke in first messages
 * @param notifiesIn    error notifies of the peer that are readable in clear, by name
 * @param notifiesOut   error notifies of ours that are readable in clear, by name
 * @param proposalsOut  proposals that we offered in clear, one text each
 * @param proposalsIn   proposals that the peer offered in clear
 * @param espOut        ESP packets (or ESP in UDP) that left towards the peer
 * @param espIn         ESP packets that arrived from the peer
 * @param espUdpOut     of {@code espOut}: in UDP
 * @param espUdpIn      of {@code espIn}: in UDP
 * @param spisIn        SPIs of the ESP packets that arrived, as {@code 0xc0000001}
 * @param unknownSpisIn of these, those that no SA here has
 * @param clearOut      packets to the remote network that left unencrypted on the outside interface
 * @param clearNatted   of {@code clearOut}: with a source outside the local selector
 * @param lanIn         packets for the remote network that came in on an inside interface
 * @param lanOut        packets from the remote network that left on an inside interface
 * @param fragmentsOut  IP fragments that left towards the peer
 * @param fragmentsIn   IP fragments that arrived from the peer
 * @param icmp          ICMP errors that arrived about our packets
 * @param ikeLines      decoded IKE messages, first ones first
 * @param espLines      decoded ESP packets
 * @param clearLines    packets that left unencrypted
 * @param icmpLines     decoded ICMP errors
 * @param lanLines      traffic on the inside interfaces
 */
public record CaptureFacts(
        Optional<Long> seconds,
        Optional<Long> ikeOut,
        Optional<Long> ikeIn,
        Optional<Long> requestsOut,
        Optional<Long> answersIn,
        Optional<Long> requestsIn,
        Optional<Long> answersOut,
        Optional<Long> repeatsIn,
        Optional<Long> authOut,
        Optional<Long> authIn,
        Optional<Long> on4500Out,
        Optional<Long> on4500In,
        Optional<List<String>> versionsOut,
        Optional<List<String>> versionsIn,
        Optional<List<String>> notifiesIn,
        Optional<List<String>> notifiesOut,
        Optional<List<String>> proposalsOut,
        Optional<List<String>> proposalsIn,
        Optional<Long> espOut,
        Optional<Long> espIn,
        Optional<Long> espUdpOut,
        Optional<Long> espUdpIn,
        Optional<List<String>> spisIn,
        Optional<List<String>> unknownSpisIn,
        Optional<Long> clearOut,
        Optional<Long> clearNatted,
        Optional<Long> lanIn,
        Optional<Long> lanOut,
        Optional<Long> fragmentsOut,
        Optional<Long> fragmentsIn,
        Optional<List<IcmpError>> icmp,
        Quote ikeLines,
        Quote espLines,
        Quote clearLines,
        Quote icmpLines,
        Quote lanLines) {

    /**
     * An ICMP error about one of our packets.
     *
     * @param from  who sent it
     * @param says  {@code port unreachable}, {@code host unreachable}, {@code net unreachable}, {@code admin prohibited}, {@code need to frag}, {@code time
     *              exceeded}, or type and code as numbers
     * @param about {@code ike}, {@code esp}, {@code inner} or {@code other}
     * @param mtu   the next hop's MTU where it is named; 0 otherwise
     * @param count how many of these came
     */
    public record IcmpError(String from, String says, String about, long mtu, long count) {}

    private static final Quote NOTHING = Quote.of("P16", List.of());
    private static final Optional<Long> NUMBER = Optional.empty();
    private static final Optional<List<String>> LIST = Optional.empty();

    /** Nothing was captured. */
    public static final CaptureFacts NONE = new CaptureFacts(
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            LIST,
            LIST,
            LIST,
            LIST,
            LIST,
            LIST,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            LIST,
            LIST,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            NUMBER,
            Optional.empty(),
            NOTHING,
            NOTHING,
            NOTHING,
            NOTHING,
            NOTHING);
}
