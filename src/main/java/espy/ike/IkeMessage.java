package espy.ike;

import espy.base.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An IKE message as one sees it on the wire: its header (RFC 7296, section 3.1; RFC 2408, section 3.1), and of the payloads those that are not
 * encrypted.
 *
 * @param initiatorSpi  16 hex digits; the cookie of the initiator in IKEv1
 * @param responderSpi  the same; all zeros in the first message
 * @param version       major version, 1 or 2
 * @param exchangeType  its number, for example 34 for IKE_SA_INIT
 * @param messageId     0–2³²−1
 * @param fromInitiator whether the sender began the IKE SA; known in IKEv2 only
 * @param response      whether it answers; known in IKEv2 only
 * @param encrypted     whether payloads are encrypted
 * @param length        in octets, as the header says
 * @param proposals     what the SA payload offers or chooses, one text each
 * @param notifies      names of the notifies in clear, numbers for unknown ones
 */
public record IkeMessage(
        String initiatorSpi,
        String responderSpi,
        int version,
        int exchangeType,
        long messageId,
        boolean fromInitiator,
        boolean response,
        boolean encrypted,
        long length,
        List<String> proposals,
        List<String> notifies) {
    private static final int HEADER = 28;
    private static final String NO_SPI = "0".repeat(16);
    private static final int MOST_PAYLOADS = 64;

    private static final int V1_SA = 1;
    private static final int V1_NOTIFY = 11;
    private static final int V2_SA = 33;
    private static final int V2_NOTIFY = 41;
    private static final int V2_ENCRYPTED = 46;
    private static final int V2_FRAGMENT = 53;

    public IkeMessage {
        proposals = List.copyOf(proposals);
        notifies = List.copyOf(notifies);
    }

    /** Empty when these octets are no IKE message of a version that is known. */
    public static Optional<IkeMessage> of(Bytes data) {
        int version = data.u8(17) >> 4;
        if (!data.has(0, HEADER) || data.u32(24) < HEADER || (version != 1 && version != 2)) {
            return Optional.empty();
        }
        int flags = data.u8(19);
        var proposals = new ArrayList<String>();
        var notifies = new ArrayList<String>();
        boolean encrypted = version == 1 && (flags & 1) != 0;
        int next = data.u8(16);
        int at = HEADER;
        for (int i = 0; !encrypted && next != 0 && i < MOST_PAYLOADS && data.has(at, 4); i++) {
            int length = data.u16(at + 2);
            if (next == V2_ENCRYPTED || next == V2_FRAGMENT) {
                encrypted = true;
                break;
            }
            if (length < 4) {
                break;
            }
            Bytes body = data.part(at + 4, length - 4);
            if (version == 2 && next == V2_SA) {
                proposals.addAll(Proposals.v2(body));
            } else if (version == 1 && next == V1_SA) {
                proposals.addAll(Proposals.v1(body));
            } else if (version == 2 && next == V2_NOTIFY) {
                notifies.add(Names.notify2(body.u16(2)));
            } else if (version == 1 && next == V1_NOTIFY) {
                notifies.add(Names.notify1(body.u16(6)));
            }
            next = data.u8(at);
            at += length;
        }
        return Optional.of(new IkeMessage(
                data.hex64(0),
                data.hex64(8),
                version,
                data.u8(18),
                data.u32(20),
                version == 2 && (flags & 8) != 0,
                version == 2 && (flags & 32) != 0,
                encrypted,
                data.u32(24),
                proposals,
                notifies));
    }

    /** Name of the exchange. */
    public String exchange() {
        return Names.exchange(version, exchangeType);
    }

    /** Whether it asks for a new IKE SA: the responder has not spoken yet. */
    public boolean opens() {
        return responderSpi.equals(NO_SPI) && !response && isFirstExchange();
    }

    /** Whether it is the answer to such a message, as far as the header tells: IKEv1 counts no messages in its first exchange. */
    public boolean answersOpening() {
        return version == 2
                ? response && exchangeType == 34
                : !responderSpi.equals(NO_SPI) && !encrypted && !proposals.isEmpty() && isFirstExchange();
    }

    /** IKE_SA_INIT, or IKEv1's main and aggressive mode. */
    private boolean isFirstExchange() {
        return version == 2 ? exchangeType == 34 : exchangeType == 2 || exchangeType == 4;
    }

    /** Notifies that say what went wrong. */
    public List<String> errors() {
        return notifies.stream().filter(Names::isError).toList();
    }
}
