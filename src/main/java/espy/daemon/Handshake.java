package espy.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far IKE came, as the daemon's log tells it line by line.
 *
 * @param sent        lines about messages that left
 * @param received    lines about messages that came in
 * @param retransmits lines about messages that left again
 * @param notifies    lines with error notifies, of either end
 * @param stage       where the last attempt stopped that came anywhere
 * @param lastNotify  the last error notify of the peer that no success followed, by its name in RFC 7296 or RFC 2408; "" when none
 * @param lastSent    the same of ours
 * @param initiator   whether we started the last attempt; empty when none was seen
 */
public record Handshake(
        List<String> sent,
        List<String> received,
        List<String> retransmits,
        List<String> notifies,
        Stage stage,
        String lastNotify,
        String lastSent,
        Optional<Boolean> initiator) {

    /** How far an attempt came; each includes those before. */
    public enum Stage {
        /** Nobody tried. */
        NONE,
        /** IKE_SA_INIT, or the first four messages of main mode. */
        INIT,
        /** IKE_AUTH, or the last two messages of main mode. */
        AUTH,
        /** The peers trust each other; the CHILD_SA is being negotiated. */
        CHILD,
        UP
    }

    private static final Pattern ATTEMPT = Pattern.compile(
            "^initiating (?:\\w+ Mode )?IKE_SA |: initiating IKEv[12] |initiate new phase 1 negotiation");
    /** charon writes two lines for one attempt: what it parsed, and (when a connection fits) who is initiating. */
    private static final Pattern PEERS_REQUEST =
            Pattern.compile("^parsed (?:IKE_SA_INIT|ID_PROT|AGGRESSIVE) request 0 \\[ SA ");

    private static final Pattern PEERS_ATTEMPT =
            Pattern.compile(" is initiating an? |\" #\\d+: sent IKE_SA_INIT reply|: responding to IKE_SA_INIT message |"
                    + ": responding to (?:Main|Aggressive) Mode|respond new phase 1 negotiation");
    private static final Pattern SENT = Pattern.compile(
            "^sending packet: from |: sent [\\w ]+ (?:request|reply|response|[IR]\\d\\b)|: sending (?:(?:un)?encrypted )?notification |: responding to .* notification |"
                    + "(?:initiate|respond) new phase [12] negotiation");
    private static final Pattern RECEIVED = Pattern.compile(
            "^received packet: from |: process(?:ing|ed) (?:decrypted )?[A-Z]\\w+ (?:request|response)|: received |rejected by peer|: dropping unexpected |"
                    + ": responding to |respond new phase [12] negotiation|notification \\S+ received|: sent IKE_(?:AUTH request|SA_INIT reply)|: sent \\w+ Mode [IR][2-9]\\b|^packet from \\S+: (?!sending )|"
                    + ": malformed payload in packet|: authentication failed: no PSK found ");
    private static final Pattern RETRANSMIT = Pattern.compile(
            "^(?:sending )?retransmit \\d+ of request|: retransmission; will wait |phase[12] negotiation failed due to time up");

    private static final List<Map.Entry<Pattern, Stage>> REACHED = List.of(
            Map.entry(
                    Pattern.compile("CHILD_SA \\S+ established with SPIs|established Child SA|IPsec[- ]SA established"),
                    Stage.UP),
            Map.entry(
                    Pattern.compile(
                            "^IKE_SA \\S+ established between|established IKE SA|I(?:KE|SAKMP)[- ]SA established|"
                                    + "^(?:parsed|generating) IKE_AUTH response \\d+ \\[ .*\\bAUTH\\b|^(?:parsed|generating) (?:QUICK_MODE|CREATE_CHILD_SA) "),
                    Stage.CHILD),
            Map.entry(
                    Pattern.compile(
                            "^(?:parsed|generating) IKE_SA_INIT response 0 \\[ SA |"
                                    + "^(?:parsed|generating) ID_PROT response 0 \\[ KE |^parsed AGGRESSIVE response |"
                                    + ": sent IKE_AUTH request|: sent IKE_SA_INIT reply|STATE_MAIN_(?:I3|R2)|sent (?:MAIN_I3|Main Mode (?:I3|R2))|STATE_V2_PARENT_I2"),
                    Stage.AUTH));

    /** Error notifies inside the list of payloads that charon prints. */
    private static final Pattern PAYLOAD = Pattern.compile("N\\(([A-Z_]+)\\)");

    private static final Pattern CHARON_MESSAGE =
            Pattern.compile("^(parsed|generating) \\w+ (?:request|response) \\d+ \\[(.{0,2000})\\]");
    private static final Pattern NAMED_IN = Pattern.compile(
            "^received ([A-Z_]{6,40}) (?:error notify|notify error|notify)|(?:rejected by peer: |notification payload: |containing |"
                    + "rejected Child SA with |error notification )([A-Z_]{6,40})|notification ([A-Z-]{6,40}) received");
    private static final Pattern NAMED_OUT = Pattern.compile(
            "(?:(?:encrypted|sending) notification |no (?:matching )?\\w+(?: \\w+)? found, sending |responder SA processing returned )([A-Z_]{6,40})");

    /** What pluto says instead of TS_UNACCEPTABLE, which it sends then. */
    private static final Pattern NO_SELECTORS =
            Pattern.compile(": No IKEv2 connection found with compatible Traffic Selectors");

    /** charon's short names of error notifies (strongSwan, encoding/payloads/notify_payload.c). */
    private static final Map<String, String> ERRORS = Map.ofEntries(
            Map.entry("INVAL_IKE_SPI", "INVALID_IKE_SPI"),
            Map.entry("INVAL_MAJOR", "INVALID_MAJOR_VERSION"),
            Map.entry("INVAL_SYN", "INVALID_SYNTAX"),
            Map.entry("INVAL_MID", "INVALID_MESSAGE_ID"),
            Map.entry("INVAL_SPI", "INVALID_SPI"),
            Map.entry("NO_PROP", "NO_PROPOSAL_CHOSEN"),
            Map.entry("INVAL_KE", "INVALID_KE_PAYLOAD"),
            Map.entry("AUTH_FAILED", "AUTHENTICATION_FAILED"),
            Map.entry("SINGLE_PAIR", "SINGLE_PAIR_REQUIRED"),
            Map.entry("NO_ADD_SAS", "NO_ADDITIONAL_SAS"),
            Map.entry("INT_ADDR_FAIL", "INTERNAL_ADDRESS_FAILURE"),
            Map.entry("FAIL_CP_REQ", "FAILED_CP_REQUIRED"),
            Map.entry("TS_UNACCEPT", "TS_UNACCEPTABLE"),
            Map.entry("INVAL_SEL", "INVALID_SELECTORS"),
            Map.entry("TEMP_FAIL", "TEMPORARY_FAILURE"),
            Map.entry("NO_CHILD_SA", "CHILD_SA_NOT_FOUND"),
            Map.entry("INVAL_ID", "INVALID_ID_INFORMATION"),
            Map.entry("INVAL_HASH", "INVALID_HASH_INFORMATION"),
            Map.entry("PLD_MAL", "PAYLOAD_MALFORMED"));

    /** Notifies that {@link #NAMED_IN} finds and that are no errors. */
    private static final List<String> HARMLESS = List.of("INITIAL_CONTACT", "REDIRECT", "COOKIE");

    public Handshake {
        sent = List.copyOf(sent);
        received = List.copyOf(received);
        retransmits = List.copyOf(retransmits);
        notifies = List.copyOf(notifies);
    }

    /** Reads lines in the order of time, all of one peer. */
    public static Handshake of(List<LogLine> lines) {
        var reading = new Reading();
        lines.forEach(reading::line);
        return reading.result();
    }

    private static final class Reading {
        private final List<String> sent = new ArrayList<>();
        private final List<String> received = new ArrayList<>();
        private final List<String> retransmits = new ArrayList<>();
        private final List<String> notifies = new ArrayList<>();
        private Stage before = Stage.NONE;
        private Stage stage = Stage.NONE;
        /** Whether the attempt was refused, or had to be repeated: what there is to say of it is there. */
        private boolean telling;
        /** charon's first line of the peer's attempt was seen; the second one begins no other. */
        private boolean announced;

        private String lastNotify = "";
        private Stage notifiedAt = Stage.NONE;
        private String lastSent = "";
        private Stage sentAt = Stage.NONE;
        private Optional<Boolean> initiator = Optional.empty();

        void line(LogLine line) {
            String text = line.text();
            attempt(text);
            count(line);
            reached(text);
            notify(line);
        }

        private void attempt(String text) {
            boolean ours = ATTEMPT.matcher(text).find();
            boolean request = PEERS_REQUEST.matcher(text).find();
            boolean peers = request || PEERS_ATTEMPT.matcher(text).find();
            if (ours || (peers && !announced)) {
                before = stage == Stage.NONE ? before : stage;
                stage = Stage.INIT;
                telling = false;
                initiator = Optional.of(ours);
            }
            announced = request || (announced && !peers && !ours && stage == Stage.INIT);
        }

        private void count(LogLine line) {
            if (SENT.matcher(line.text()).find()) {
                sent.add(line.raw());
            }
            if (RECEIVED.matcher(line.text()).find()) {
                received.add(line.raw());
            }
            if (RETRANSMIT.matcher(line.text()).find()) {
                retransmits.add(line.raw());
                telling = true;
                if (line.daemon().equals("pluto")) {
                    sent.add(line.raw()); // pluto writes no other line for it
                }
            }
        }

        private void reached(String text) {
            for (var step : REACHED) {
                if (step.getKey().matcher(text).find()) {
                    if (step.getValue().compareTo(stage) > 0) {
                        stage = step.getValue();
                    }
                    settled(step.getValue());
                    return;
                }
            }
        }

        /** Whoever comes further than where it was refused has settled that (the group, a cookie, the secret). */
        private void settled(Stage reached) {
            if (reached == Stage.UP || reached.compareTo(notifiedAt) > 0) {
                lastNotify = "";
            }
            if (reached == Stage.UP || reached.compareTo(sentAt) > 0) {
                lastSent = "";
            }
        }

        private void notify(LogLine line) {
            Matcher message = CHARON_MESSAGE.matcher(line.text());
            if (message.find()) {
                String error = PAYLOAD.matcher(message.group(2))
                        .results()
                        .map(m -> ERRORS.getOrDefault(m.group(1), ""))
                        .filter(e -> !e.isEmpty())
                        .findFirst()
                        .orElse("");
                boolean in = message.group(1).equals("parsed");
                if (!error.isEmpty()) {
                    note(line, in, error);
                }
                return;
            }
            Matcher named = NAMED_IN.matcher(line.text());
            if (named.find()) {
                String name = group(named).replace('-', '_');
                if (!HARMLESS.contains(name)) {
                    note(line, true, name);
                }
                return;
            }
            Matcher out = NAMED_OUT.matcher(line.text());
            if (out.find()) {
                note(line, false, out.group(1));
            } else if (NO_SELECTORS.matcher(line.text()).find()) {
                note(line, false, "TS_UNACCEPTABLE");
            }
        }

        private static String group(Matcher m) {
            for (int i = 1; i <= m.groupCount(); i++) {
                if (m.group(i) != null) {
                    return m.group(i);
                }
            }
            return "";
        }

        private void note(LogLine line, boolean in, String error) {
            notifies.add(line.raw());
            telling = true;
            if (in) {
                lastNotify = error;
                notifiedAt = stage;
            } else {
                lastSent = error;
                sentAt = stage;
            }
        }

        Handshake result() {
            // an attempt that has only just begun says nothing yet; the one before does
            boolean fresh = stage == Stage.INIT && !telling && before != Stage.NONE;
            return new Handshake(
                    sent, received, retransmits, notifies, fresh ? before : stage, lastNotify, lastSent, initiator);
        }
    }
}
