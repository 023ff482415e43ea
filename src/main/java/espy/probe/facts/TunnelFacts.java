package espy.probe.facts;

import espy.xfrm.Overhead;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tunnel that the run is about: one child of one connection, with the SAs and policies that serve it.
 *
 * @param chosen     whether there is a tunnel to speak of at all (configured, loaded or installed)
 * @param name       {@code connection/child}, or the selectors when no daemon names it; "" when not chosen
 * @param peer       the peer's address or name; "" when unknown
 * @param local      our outer address; "" when unknown
 * @param mode       {@code tunnel}, {@code transport}, …; "" when unknown
 * @param loaded     whether the daemon has loaded its connection; absent when the daemon could not be asked
 * @param startAction what the daemon does with it at start; "" when unknown
 * @param rekeySeconds seconds until its keys are renewed, the soonest of its children; absent when the daemon does not say
 * @param installed  whether both an inbound and an outbound SA are in the kernel; absent when SAs could not be seen
 * @param trapOnly   an outbound policy exists but no SA: waiting for traffic, or negotiation fails; absent when not seen
 * @param policyOut  whether an outbound policy covers the selectors; absent when policies could not be seen
 * @param packetsIn  packets of the inbound SAs, kernel's count; absent when not installed or not seen
 * @param failedIn   packets whose integrity check failed on the inbound SA
 * @param replayIn   duplicates plus packets older than the replay window
 * @param overhead   what ESP adds to its packets; absent when not installed, and for what is not known
 * @param policyFwd  whether a policy lets what comes out of the tunnel be forwarded; absent when policies could not be seen
 * @param troubles   what does not fit together among its SAs, policies and interfaces, in sentences; absent when not seen
 * @param misfits    of those of a kind that rules ask for, the first sentence, by {@link espy.xfrm.Misfit#word}
 * @param notes      what is worth knowing of them
 * @param overlap    whether the two networks share addresses
 * @param sas        the state blocks of its SAs without keys
 * @param policies   the policy blocks
 * @param connection the lines of the daemon or the configuration file that define it
 */
public record TunnelFacts(
        boolean chosen,
        String name,
        String connectionName,
        String childName,
        String peer,
        String local,
        List<String> localTs,
        List<String> remoteTs,
        String mode,
        String ikeVersion,
        Optional<Boolean> loaded,
        String startAction,
        Optional<Long> rekeySeconds,
        Optional<Boolean> installed,
        Optional<Boolean> trapOnly,
        Optional<Boolean> policyOut,
        Optional<Boolean> policyIn,
        Optional<Long> packetsIn,
        Optional<Long> packetsOut,
        Optional<Long> failedIn,
        Optional<Long> replayIn,
        Optional<Boolean> udpEncap,
        Optional<Integer> inboundSas,
        Optional<Integer> outboundSas,
        Optional<Integer> larval,
        Optional<Overhead> overhead,
        Optional<Boolean> policyFwd,
        Optional<List<String>> troubles,
        Optional<Map<String, String>> misfits,
        Optional<List<String>> notes,
        boolean overlap,
        Quote sas,
        Quote policies,
        Quote connection) {}
