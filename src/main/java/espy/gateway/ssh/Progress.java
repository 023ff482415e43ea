package espy.gateway.ssh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** How far a connection has come, and what the server said on the way. */
final class Progress implements SessionListener {
    private static final int LONGEST = 200;

    /** The server has said that it speaks SSH, or the connection has ended. */
    private final CountDownLatch greeted = new CountDownLatch(1);

    private volatile String firstLine = "";
    private volatile String version = "";
    private volatile boolean encrypted;
    private volatile String farewell = "";
    private volatile Optional<Negotiation> negotiation = Optional.empty();

    CountDownLatch greeted() {
        return greeted;
    }

    /** The first line before the server's version: an SSH server that is busy may have one, another kind of server has nothing else. */
    String firstLine() {
        return firstLine;
    }

    /** {@code SSH-2.0-…}; "" as long as the server has not said it. */
    String version() {
        return version;
    }

    /** Whether keys were exchanged. */
    boolean encrypted() {
        return encrypted;
    }

    /** The server's own words for ending the connection; "" when it had none. */
    String farewell() {
        return farewell;
    }

    /** What both sides offered, once both have. */
    Optional<Negotiation> negotiation() {
        return negotiation;
    }

    @Override
    public void sessionPeerIdentificationLine(Session session, String line, List<String> before) {
        if (line.startsWith("SSH-")) {
            version = Said.clean(line, LONGEST);
        } else if (firstLine.isEmpty() && !line.isBlank()) {
            firstLine = Said.clean(line, LONGEST).strip();
        }
    }

    @Override
    public void sessionPeerIdentificationReceived(Session session, String line, List<String> before) {
        version = Said.clean(line, LONGEST);
        greeted.countDown();
    }

    @Override
    public void sessionNegotiationStart(
            Session session, Map<KexProposalOption, String> ours, Map<KexProposalOption, String> theirs) {
        if (!encrypted) {
            negotiation = Optional.of(new Negotiation(ours, theirs));
        }
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.KeyEstablished) {
            encrypted = true;
        }
    }

    @Override
    public void sessionDisconnect(Session session, int reason, String message, String language, boolean byUs) {
        if (!byUs && farewell.isEmpty()) {
            farewell = Said.clean(message == null ? "" : message, LONGEST).strip();
        }
    }

    @Override
    public void sessionClosed(Session session) {
        greeted.countDown();
    }
}
