package espy.gateway.ssh;

import espy.gateway.Prompts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.session.Session;

/** Whether a host key may be trusted, by the person's known_hosts files. Remembers why it refused. */
final class HostKeys implements ServerKeyVerifier {
    /** How a list of revoked keys starts that ssh-keygen -k has made. */
    private static final String KRL = "SSHKRL\n";

    private final Hop hop;
    private final Trust trust;
    private final Prompts prompts;
    private final boolean direct;
    private final List<KnownHosts.Entry> known;
    /** Off port 22: lines about the host without a port, which vouch for every port but make no key a changed one, as for ssh. */
    private final List<KnownHosts.Entry> everyPort;

    private String refusal = "";
    private boolean doubtful;

    /** @param direct whether we connect to the host itself, not through another one */
    HostKeys(Hop hop, boolean direct, Prompts prompts) {
        this.hop = hop;
        this.trust = hop.trust();
        this.direct = direct;
        this.prompts = prompts;
        this.known = KnownHosts.about(trust.name(), trust.files());
        this.everyPort = trust.plainName()
                .map(name -> KnownHosts.about(name, trust.files()))
                .orElse(List.of());
    }

    /** Why the key was refused, as a sentence; "" when it was not. */
    String refusal() {
        return refusal;
    }

    /** Whether a changed key was let pass because nobody wants to be strict: it must not get a password. */
    boolean doubtful() {
        return doubtful;
    }

    /**
     * Puts the algorithms first that known_hosts can verify, as OpenSSH does: otherwise a server shows its favourite key, and a person who
     * knows another one is asked or refused for no reason. Certificates come last unless we know a CA for this host.
     */
    void prefer(Session session) {
        if (!hop.algorithms().reorder()) {
            return;
        }
        var types = new HashSet<String>();
        known.stream().filter(KnownHosts.Entry::plain).forEach(k -> types.add(k.type()));
        boolean authority = Stream.of(known, everyPort).flatMap(List::stream).anyMatch(KnownHosts.Entry::authority);
        var order = new ArrayList<>(session.getSignatureFactories());
        order.sort(Comparator.comparingInt(f -> rank(f.getName(), types, authority)));
        session.setSignatureFactories(order);
    }

    private static int rank(String name, Set<String> types, boolean authority) {
        if (name.contains("-cert-v01@")) {
            return authority ? 0 : 3;
        }
        return types.contains(name.startsWith("rsa-sha2-") ? "ssh-rsa" : name) ? 1 : 2;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey shown) {
        PublicKey key = shown instanceof OpenSshCertificate c ? c.getCertPubKey() : shown;
        Optional<PublicKey> authority =
                shown instanceof OpenSshCertificate c ? Optional.of(c.getCaPubKey()) : Optional.empty();
        if (revoked(key, authority) || tooShort(key)) {
            return false;
        }
        if (trust.localhostFree()
                && direct
                && remote instanceof InetSocketAddress a
                && a.getAddress().isLoopbackAddress()) {
            return true;
        }
        if (authority.isPresent() && (vouched(known, authority.get()) || knownOnEveryPort(key, authority))) {
            return true;
        }
        var plain = known.stream().filter(KnownHosts.Entry::plain).toList();
        if (plain.stream().anyMatch(k -> k.holds(key))) {
            return true;
        }
        String type = KeyUtils.getKeyType(key);
        var other = plain.stream().filter(k -> k.type().equals(type)).findFirst();
        return other.isPresent() ? changed(key, other.get()) : knownOnEveryPort(key, authority) || unknown(key, type);
    }

    private boolean revoked(PublicKey key, Optional<PublicKey> authority) {
        var marked = revokedIn(known, key, authority);
        if (marked.isPresent()) {
            return !refuse(
                    "The host key of %s is marked as revoked in %s, line %d. Do not connect; ask the gateway's admin."
                            .formatted(
                                    trust.name(),
                                    marked.get().file(),
                                    marked.get().line()));
        }
        if (trust.revoked().isEmpty()) {
            return false;
        }
        Path file = trust.revoked().get();
        String text;
        try {
            if (!Files.isRegularFile(file)) {
                throw new IOException("no file");
            }
            text = KnownHosts.text(file);
        } catch (IOException e) {
            return !refuse(
                    "The list of revoked host keys %s cannot be read, so no host key can be trusted. Correct RevokedHostKeys or the file."
                            .formatted(file));
        }
        if (text.startsWith(KRL)) {
            return !refuse(
                    "The list of revoked host keys %s is a KRL, which Espy does not read. Name a plain list of keys, or use -o RevokedHostKeys=none if you do not need it here."
                            .formatted(file));
        }
        boolean listed = text.lines()
                .flatMap(l -> KnownHosts.key(l).stream())
                .anyMatch(k -> KeyUtils.compareKeys(k, key)
                        || authority.filter(a -> KeyUtils.compareKeys(k, a)).isPresent());
        return listed
                && !refuse(
                        "The host key of %s is in the list of revoked keys %s. Do not connect; ask the gateway's admin."
                                .formatted(trust.name(), file));
    }

    private boolean tooShort(PublicKey key) {
        return key instanceof java.security.interfaces.RSAKey rsa
                && rsa.getModulus().bitLength() < trust.leastRsaBits()
                && !refuse(
                        "The host key of %s has only %d bits, which is too short to be trusted. Its admin should make a new one; if you must, use -o RequiredRSASize=%d."
                                .formatted(
                                        trust.name(),
                                        rsa.getModulus().bitLength(),
                                        rsa.getModulus().bitLength()));
    }

    private boolean changed(PublicKey key, KnownHosts.Entry other) {
        String change =
                ("The host key of %s has changed: it now shows %s, but %s, line %d, has another one. Either the gateway was set up anew, or"
                                + " somebody sits in between. Ask its admin; if it is right, remove the line with: ssh-keygen -f %s -R %s")
                        .formatted(
                                trust.name(),
                                KeyUtils.getFingerPrint(key),
                                other.file(),
                                other.line(),
                                Shell.quote(other.file().toString()),
                                Shell.quote(trust.name()));
        if (trust.strict().equals("no")) {
            doubtful = true;
            prompts.notice(
                    "StrictHostKeyChecking=no lets a changed host key pass, but no password goes there. " + change);
            return true;
        }
        return refuse(change);
    }

    private static Optional<KnownHosts.Entry> revokedIn(
            List<KnownHosts.Entry> lines, PublicKey key, Optional<PublicKey> authority) {
        return lines.stream()
                .filter(k -> k.revoked()
                        && (k.holds(key) || authority.filter(k::holds).isPresent()))
                .findFirst();
    }

    private static boolean vouched(List<KnownHosts.Entry> lines, PublicKey authority) {
        return lines.stream().anyMatch(k -> k.authority() && k.holds(authority));
    }

    private boolean knownOnEveryPort(PublicKey key, Optional<PublicKey> authority) {
        return revokedIn(everyPort, key, authority).isEmpty()
                && (authority.filter(a -> vouched(everyPort, a)).isPresent()
                        || everyPort.stream().anyMatch(k -> k.plain() && k.holds(key)));
    }

    private boolean unknown(PublicKey key, String type) {
        String fingerprint = KeyUtils.getFingerPrint(key);
        boolean trusted =
                switch (trust.strict()) {
                    case "no", "accept-new" -> true;
                    case "ask" -> !hop.methods().batch() && prompts.trustHostKey(trust.name(), type, fingerprint);
                    default -> false;
                };
        if (trusted) {
            if (!trust.own().isEmpty() && !trust.own().getFirst().equals(Path.of("/dev/null"))) {
                remember(key, trust.own().getFirst());
            }
            return true;
        }
        return refuse(
                ("The host key of %s is not known here (%s, %s), and it was not accepted. Compare it with what the gateway's admin says, and"
                                + " connect once with: %s")
                        .formatted(trust.name(), type, fingerprint, hop.ssh()));
    }

    /** Appends a line; that it cannot be written down only means to be asked again, so it is no reason to stop. */
    private void remember(PublicKey key, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.exists(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            boolean fresh = !Files.exists(file);
            String name = trust.hash() ? KnownHosts.hashed(trust.name()) : trust.name();
            // one write in append mode: no other line can be lost, whoever else writes
            Files.writeString(
                    file,
                    (endsInALine(file) ? "" : "\n") + name + " " + PublicKeyEntry.toString(key) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            if (fresh) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException | UnsupportedOperationException e) {
            prompts.notice(
                    "The host key of %s could not be written to %s, so you will be asked again. Check who may write there."
                            .formatted(trust.name(), file));
        }
    }

    private static boolean endsInALine(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return true;
        }
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() == '\n';
        }
    }

    private boolean refuse(String sentence) {
        refusal = sentence;
        return false;
    }
}
