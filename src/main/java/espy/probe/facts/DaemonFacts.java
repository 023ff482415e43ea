package espy.probe.facts;

import espy.daemon.Connection;
import espy.daemon.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The IKE daemon, or the lack of one.
 *
 * @param kind        {@code strongswan}, {@code libreswan}, {@code racoon} or {@code none}: the one that runs, else the one that is installed
 * @param dialect     which configuration is in use: {@code swanctl}, {@code ipsec.conf} or {@code racoon.conf}; "" when unknown
 * @param installed   whether any IKE daemon is installed; this and the next three are absent when nobody said what runs
 * @param running     whether an IKE daemon process runs
 * @param wanted      whether somebody wants it to run: its service is enabled or has failed, or connections are configured
 * @param several     whether more than one IKE daemon runs
 * @param unit        the service's name for commands, for example {@code strongswan}; "" when there is none
 * @param unitState   what systemd or OpenRC says of it ({@code active}, {@code inactive}, {@code failed}); absent where nobody keeps that
 * @param statusCommand  what a person types to see how the service is and why, with the service manager of this gateway
 * @param startCommand   as above, to start it now and at boot
 * @param restartCommand as above, to restart it
 * @param answering   whether its control socket answered; absent without root
 * @param listens500  whether somebody listens on UDP 500; absent when sockets could not be listed
 * @param owner500    the process that listens on UDP 500; absent without root
 * @param foreign500  whether that process is not an IKE daemon
 * @param connections configured connections that the daemon has loaded; absent when it could not be asked
 * @param configured  connections read from the configuration files; absent when they could not be read
 * @param certificates what the daemon has at hand, its own first; absent when it could not be asked
 * @param unproven    connections that prove our identity with a certificate, where none of ours carries it: name and identity
 * @param pools       virtual addresses for clients; absent when the daemon could not be asked
 * @param notLoaded   names of configured connections that the daemon has not loaded; absent when either is unknown
 */
public record DaemonFacts(
        String kind,
        String dialect,
        Optional<String> version,
        Optional<Boolean> installed,
        Optional<Boolean> running,
        Optional<Boolean> wanted,
        Optional<Boolean> several,
        String unit,
        Optional<String> unitState,
        String statusCommand,
        String startCommand,
        String restartCommand,
        Optional<Boolean> answering,
        Optional<Boolean> listens500,
        Optional<String> owner500,
        Optional<Boolean> foreign500,
        Optional<List<Connection>> connections,
        Optional<List<Connection>> configured,
        Optional<List<String>> notLoaded,
        Optional<List<CertificateFacts>> certificates,
        Optional<List<Pool>> pools,
        Quote processes,
        Quote status,
        Quote sockets,
        Quote loaded,
        Quote config,
        Optional<Map<String, String>> unproven,
        Quote certificateLines,
        Quote poolLines) {}
