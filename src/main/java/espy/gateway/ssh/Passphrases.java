package espy.gateway.ssh;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Passphrases that were right, for as long as the program runs; never written anywhere. Its lock lets one question be asked at a time. */
final class Passphrases {
    /** Those of this program: each connection opens the same key files. */
    static final Passphrases SHARED = new Passphrases();

    private final Map<Path, char[]> right = new HashMap<>();

    synchronized Optional<String> of(Path file) {
        return Optional.ofNullable(right.get(file.toAbsolutePath())).map(String::new);
    }

    synchronized void keep(Path file, char[] passphrase) {
        right.put(file.toAbsolutePath(), passphrase.clone());
    }

    /** The file has another one now. */
    synchronized void forget(Path file) {
        right.remove(file.toAbsolutePath());
    }
}
