package espy.gateway.ssh;

import espy.gateway.Prompts;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a host key may be trusted, by the person's known_hosts files as OpenSSH reads them (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT):
 * hashed names, {@code @revoked} and {@code @cert-authority} lines included. Remembers why it refused.
 */
final class HostKeys implements ServerKeyVerifier {
    /** A line that speaks of this host. */
    private record Known(Path file, int line, KnownHostEntry entry) {
        boolean marked(String marker) {
            return marker.equals(entry.getMarker());
        }

        Optional<PublicKey> key() {
            try {
                return Optional.ofNullable(entry.getKeyEntry().resolvePublicKey(null, null, null));
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                return Optional.empty(); // a key type that we do not know vouches for nothing
            }
        }
    }

    private static final Pattern BRACKETS = Pattern.compile("\\[([^]]*)]:(\\d{1,5})");
    private static final Logger logger = LoggerFactory.getLogger(HostKeys.class);

    private final Hop hop;
    private final Prompts prompts;
    private final List<Known> known;
    private String refusal = "";

    HostKeys(Hop hop, Prompts prompts) {
        this.hop = hop;
        this.prompts = prompts;
        this.known = read(hop);
    }

    /** Why the key was refused, as a sentence; "" when it was not. */
    String refusal() {
        return refusal;
    }

    /**
     * Puts the algorithms first that known_hosts can verify, as OpenSSH does: otherwise a server shows its favourite key, and a person who
     * knows another one is asked or refused for no reason. Certificates come last unless we know a CA for this host.
     */
    void prefer(Session session) {
        var types = new HashSet<String>();
        boolean authority = false;
        for (Known k : known) {
            if (k.marked("cert-authority")) {
                authority = true;
            } else if (k.entry.getMarker() == null) {
                types.add(k.entry.getKeyEntry().getKeyType());
            }
        }
        boolean trusted = authority;
        var order = new ArrayList<>(session.getSignatureFactories());
        order.sort(Comparator.comparingInt(f -> rank(f.getName(), types, trusted)));
        session.setSignatureFactories(order);
    }

    private static int rank(String name, Set<String> types, boolean trusted) {
        if (name.contains("-cert-v01@")) {
            return trusted ? 0 : 4;
        }
        String type = name.startsWith("rsa-sha2-") ? "ssh-rsa" : name;
        return types.contains(type) ? 1 : name.equals("ssh-ed25519") ? 2 : 3;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey shown) {
        boolean certified = shown instanceof OpenSshCertificate;
        PublicKey key = shown instanceof OpenSshCertificate c ? c.getCertPubKey() : shown;
        Optional<PublicKey> authority =
                shown instanceof OpenSshCertificate c ? Optional.of(c.getCaPubKey()) : Optional.empty();
        for (Known k : known) {
            if (k.marked("revoked")
                    && (same(k, key) || authority.filter(a -> same(k, a)).isPresent())) {
                return refuse(
                        "The host key of %s is marked as revoked in %s, line %d. Do not connect; ask the gateway's admin."
                                .formatted(hop.hostKeyAs(), k.file, k.line));
            }
        }
        if (certified
                && known.stream()
                        .anyMatch(k -> k.marked("cert-authority")
                                && authority.filter(a -> same(k, a)).isPresent())) {
            return true;
        }
        var plain = known.stream().filter(k -> k.entry.getMarker() == null).toList();
        if (plain.stream().anyMatch(k -> same(k, key))) {
            return true;
        }
        String type = KeyUtils.getKeyType(key);
        var other = plain.stream()
                .filter(k -> k.entry.getKeyEntry().getKeyType().equals(type))
                .findFirst();
        if (other.isPresent() && !hop.strict().equals("no")) {
            return refuse(
                    ("The host key of %s has changed: it now shows %s, but %s, line %d, has another one. Either the gateway was set up anew, or"
                                    + " somebody sits in between. Ask its admin; if it is right, remove the line with: ssh-keygen -f '%s' -R '%s'")
                            .formatted(
                                    hop.hostKeyAs(),
                                    KeyUtils.getFingerPrint(key),
                                    other.get().file,
                                    other.get().line,
                                    other.get().file,
                                    hop.hostKeyAs()));
        }
        return unknown(key, type);
    }

    private boolean unknown(PublicKey key, String type) {
        String fingerprint = KeyUtils.getFingerPrint(key);
        boolean trusted =
                switch (hop.strict()) {
                    case "no", "accept-new" -> true;
                    case "ask" -> !hop.batch() && prompts.trustHostKey(hop.hostKeyAs(), type, fingerprint);
                    default -> false;
                };
        if (trusted) {
            if (!hop.strict().equals("no")) {
                remember(key);
            }
            return true;
        }
        return refuse(
                ("The host key of %s is not known here (%s, %s), and it was not accepted. Compare it with what the gateway's admin says, and"
                                + " connect once with: %s")
                        .formatted(hop.hostKeyAs(), type, fingerprint, hop.ssh()));
    }

    /** Appends a line; that it cannot be written down only means to be asked again, so it is no reason to stop. */
    private void remember(PublicKey key) {
        if (hop.knownHosts().isEmpty() || hop.knownHosts().getFirst().equals(Path.of("/dev/null"))) {
            return;
        }
        Path file = hop.knownHosts().getFirst();
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.exists(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            boolean fresh = !Files.exists(file);
            // one write in append mode: no other line can be lost, whoever else writes
            Files.writeString(
                    file,
                    hop.hostKeyAs() + " " + PublicKeyEntry.toString(key) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            if (fresh) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException | UnsupportedOperationException e) {
            logger.debug("known_hosts could not be written", e);
        }
    }

    private boolean refuse(String sentence) {
        refusal = sentence;
        return false;
    }

    private static boolean same(Known k, PublicKey key) {
        return k.key().filter(x -> KeyUtils.compareKeys(x, key)).isPresent();
    }

    private static List<Known> read(Hop hop) {
        var known = new ArrayList<Known>();
        for (Path file : hop.knownHosts()) {
            List<String> lines;
            try {
                lines = Files.isReadable(file) && Files.isRegularFile(file)
                        ? Files.readAllLines(file, StandardCharsets.ISO_8859_1)
                        : List.of();
            } catch (IOException e) {
                continue; // as if it were not there: the person will be asked
            }
            for (int i = 0; i < lines.size(); i++) {
                int number = i + 1;
                entry(lines.get(i), hop).map(e -> new Known(file, number, e)).ifPresent(known::add);
            }
        }
        return known;
    }

    private static Optional<KnownHostEntry> entry(String line, Hop hop) {
        if (line.isBlank() || line.startsWith("#")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(KnownHostEntry.parseKnownHostEntry(line))
                    .filter(e -> matches(e, hop.hostKeyAs()));
        } catch (RuntimeException e) {
            return Optional.empty(); // a broken line must not hide the others
        }
    }

    /**
     * As OpenSSH matches: the patterns against the name as a whole, be it {@code host} or {@code [host]:port}. The library would take a bare
     * pattern for port 22 only, so that a revoked key passed on every other port.
     */
    private static boolean matches(KnownHostEntry entry, String name) {
        var m = BRACKETS.matcher(name);
        boolean off = m.matches();
        if (entry.isHostMatch(off ? m.group(1) : name, off ? Integer.parseInt(m.group(2)) : 22)) {
            return true;
        }
        return off
                && entry.getPatterns() != null
                && entry.getPatterns().stream()
                        .anyMatch(p -> p.getPort() <= 0
                                && !p.isNegated()
                                && p.getPattern().matcher(name).matches());
    }
}
