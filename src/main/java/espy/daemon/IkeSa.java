package espy.daemon;

import java.util.List;
import java.util.Optional;

/**
 * An IKE SA as the daemon shows it.
 *
 * @param connection         name of the connection it belongs to
 * @param state              as the daemon says, upper case ({@code ESTABLISHED}, {@code CONNECTING}, …)
 * @param establishedSeconds how long it has been up; absent when it is not
 * @param proposal           the negotiated algorithms, for example {@code AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048}; "" when none yet
 * @param natLocal           whether a NAT was found in front of us
 */
public record IkeSa(
        String connection,
        String uniqueId,
        String version,
        String state,
        String local,
        String remote,
        String localId,
        String remoteId,
        boolean initiator,
        String initiatorSpi,
        String responderSpi,
        Optional<Long> establishedSeconds,
        Optional<Long> rekeySeconds,
        String proposal,
        boolean natLocal,
        boolean natRemote,
        List<ChildSa> children) {

    public boolean established() {
        return state.equals("ESTABLISHED");
    }

    /**
     * One CHILD_SA.
     *
     * @param state  upper case, {@code INSTALLED} when it carries traffic
     * @param spiIn  eight lower-case hex digits without 0x; "" when none
     * @param packetsIn as the daemon counts; absent when it does not
     */
    public record ChildSa(
            String name,
            String uniqueId,
            String state,
            String mode,
            String spiIn,
            String spiOut,
            boolean udpEncap,
            String proposal,
            List<String> localTs,
            List<String> remoteTs,
            Optional<Long> bytesIn,
            Optional<Long> packetsIn,
            Optional<Long> bytesOut,
            Optional<Long> packetsOut,
            Optional<Long> installedSeconds,
            Optional<Long> rekeySeconds) {

        public boolean installed() {
            return state.equals("INSTALLED") || state.equals("REKEYED");
        }
    }
}
