package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/**
 * Algorithms in the order in which they are preferred, by the names that SSH has for them. What is old and weak is off until the
 * configuration or an option turns it on.
 *
 * @param hostKeys    signatures with which a server may prove its key
 * @param userKeys    signatures with which we may prove ours
 * @param reorder     whether known_hosts may change the order of {@code hostKeys}: nobody has chosen it
 */
record Algorithms(
        List<String> kex,
        List<String> ciphers,
        List<String> macs,
        List<String> hostKeys,
        List<String> userKeys,
        boolean reorder) {
    static final List<String> KEX = List.of(
            "mlkem768x25519-sha256",
            "sntrup761x25519-sha512",
            "sntrup761x25519-sha512@openssh.com",
            "curve25519-sha256",
            "curve25519-sha256@libssh.org",
            "ecdh-sha2-nistp256",
            "ecdh-sha2-nistp384",
            "ecdh-sha2-nistp521",
            "mlkem768nistp256-sha256",
            "mlkem1024nistp384-sha384",
            "diffie-hellman-group-exchange-sha256",
            "diffie-hellman-group16-sha512",
            "diffie-hellman-group18-sha512",
            "diffie-hellman-group14-sha256");
    /** GCM first: processors have it built in, and captures are long. */
    static final List<String> CIPHERS = List.of(
            "aes128-gcm@openssh.com",
            "aes256-gcm@openssh.com",
            "chacha20-poly1305@openssh.com",
            "aes128-ctr",
            "aes192-ctr",
            "aes256-ctr");

    static final List<String> MACS =
            List.of("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512");
    static final List<String> SIGNATURES = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            "rsa-sha2-512-cert-v01@openssh.com",
            "rsa-sha2-256-cert-v01@openssh.com",
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com",
            "rsa-sha2-512",
            "rsa-sha2-256");

    static final List<String> ALL_KEX =
            supported(BuiltinDHFactories.VALUES.stream().filter(BuiltinDHFactories::isSupported));
    static final List<String> ALL_CIPHERS =
            supported(BuiltinCiphers.VALUES.stream().filter(c -> c.isSupported() && c != BuiltinCiphers.none));
    static final List<String> ALL_MACS = supported(BuiltinMacs.VALUES.stream().filter(BuiltinMacs::isSupported));
    static final List<String> ALL_SIGNATURES =
            supported(BuiltinSignatures.VALUES.stream().filter(BuiltinSignatures::isSupported));

    private static List<String> supported(Stream<? extends NamedResource> all) {
        return all.map(NamedResource::getName).toList();
    }

    static Algorithms of(Settings settings) throws GatewayException {
        Optional<String> hostKeys = settings.first("hostkeyalgorithms");
        return new Algorithms(
                chosen(settings, "KexAlgorithms", KEX, ALL_KEX),
                chosen(settings, "Ciphers", CIPHERS, ALL_CIPHERS),
                chosen(settings, "MACs", MACS, ALL_MACS),
                chosen(settings, "HostKeyAlgorithms", SIGNATURES, ALL_SIGNATURES),
                chosen(settings, "PubkeyAcceptedAlgorithms", SIGNATURES, ALL_SIGNATURES),
                hostKeys.isEmpty()
                        || hostKeys.get().startsWith("+")
                        || hostKeys.get().startsWith("-"));
    }

    private static List<String> chosen(Settings settings, String name, List<String> usual, List<String> all)
            throws GatewayException {
        String keyword = name.toLowerCase(Locale.ROOT);
        Optional<String> given = settings.first(keyword);
        if (given.isEmpty()) {
            return usual;
        }
        List<String> chosen = choose(usual, all, given.get());
        if (chosen.isEmpty()) {
            throw new GatewayException("Espy knows none of the algorithms that %s allows (%s, %s). Allow one of: %s"
                    .formatted(name, given.get(), settings.where(keyword), String.join(", ", all)));
        }
        return chosen;
    }

    /**
     * What a list of ssh_config(5) means: {@code +} adds at the end, {@code ^} at the front, {@code -} takes away, anything else replaces.
     *
     * @param all what there is; other names are passed over
     */
    static List<String> choose(List<String> usual, List<String> all, String given) {
        char sign = given.isEmpty() ? ' ' : given.charAt(0);
        List<String> patterns =
                List.of((sign == '+' || sign == '-' || sign == '^' ? given.substring(1) : given).split(",", -1));
        if (sign == '-') {
            return usual.stream().filter(n -> !Patterns.anyOf(n, patterns)).toList();
        }
        var named = new ArrayList<String>();
        for (String pattern : patterns) {
            all.stream().filter(n -> Patterns.matches(n, pattern.strip())).forEach(named::add);
        }
        var chosen = new LinkedHashSet<String>();
        if (sign == '+') {
            chosen.addAll(usual);
        }
        chosen.addAll(named);
        if (sign == '^') {
            chosen.addAll(usual);
        }
        return List.copyOf(chosen);
    }

    List<KeyExchangeFactory> kexFactories() {
        return kex.stream()
                .flatMap(n -> Optional.ofNullable(BuiltinDHFactories.fromFactoryName(n)).stream())
                .map(ClientBuilder.DH2KEX)
                .toList();
    }

    List<NamedFactory<Cipher>> cipherFactories() {
        return ciphers.stream()
                .<NamedFactory<Cipher>>flatMap(n -> Optional.ofNullable(BuiltinCiphers.fromFactoryName(n)).stream())
                .toList();
    }

    List<NamedFactory<Mac>> macFactories() {
        return macs.stream()
                .<NamedFactory<Mac>>flatMap(n -> Optional.ofNullable(BuiltinMacs.fromFactoryName(n)).stream())
                .toList();
    }

    static List<NamedFactory<Signature>> signatures(List<String> names) {
        return names.stream()
                .<NamedFactory<Signature>>flatMap(
                        n -> Optional.ofNullable(BuiltinSignatures.fromFactoryName(n)).stream())
                .toList();
    }
}
