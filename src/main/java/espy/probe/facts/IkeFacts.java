package espy.probe.facts;

import java.util.Optional;

/**
 * How far IKE came with the peer of the chosen tunnel. Counts are of log lines about this peer since the tunnel last came up, or since
 * the daemon started when it never did.
 *
 * @param established   whether an IKE SA with the peer is up; absent when the daemon could not be asked
 * @param establishedAt when it came up, as the log or the daemon says; "" when it is not up
 * @param child         whether a CHILD_SA of the tunnel is installed, as the daemon says
 * @param sent          messages that we sent to the peer; absent when the log could not be read
 * @param received      messages of the peer that the daemon received
 * @param retransmits   messages that we had to send again
 * @param stage         where it stopped: {@code none} (nothing tried), {@code init} (IKE_SA_INIT or main mode 1–4), {@code auth} (IKE_AUTH or
 *                      main mode 5–6), {@code child}, {@code up}; absent when unknown
 * @param lastNotify    the last error notify that we received, for example {@code NO_PROPOSAL_CHOSEN}; "" when none
 * @param lastNotifySent the last error notify that we sent; "" when none
 * @param waiting       whether the tunnel waits for traffic: the daemon runs, a policy is there without an SA, and no negotiation was tried;
 *                      absent when one of these is unknown and matters
 * @param initiator     whether we were the one who started the last attempt; absent when unknown
 */
public record IkeFacts(
        Optional<Boolean> established,
        String establishedAt,
        Optional<Boolean> child,
        Optional<String> proposal,
        Optional<Boolean> natLocal,
        Optional<Boolean> natRemote,
        Optional<Long> sent,
        Optional<Long> received,
        Optional<Long> retransmits,
        Optional<String> stage,
        Optional<String> lastNotify,
        Optional<String> lastNotifySent,
        Optional<Boolean> waiting,
        Optional<Boolean> initiator,
        Quote sas,
        Quote sentLines,
        Quote receivedLines,
        Quote retransmitLines,
        Quote notifyLines) {}
