package espy.gateway.ssh;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Passphrases that were right, for as long as the program runs; never written anywhere. A lock for each file lets it be asked about once at a time. */
final class Passphrases {
    /** Those of this program: each connection opens the same key files. */
    static final Passphrases SHARED = new Passphrases();

    private final Map<Path, char[]> right = new HashMap<>();
    private final ConcurrentMap<Path, Lock> questions = new ConcurrentHashMap<>();

    /** Held while a person is asked about this file; questions about others do not wait for it. */
    Lock question(Path file) {
        return questions.computeIfAbsent(file.toAbsolutePath(), f -> new ReentrantLock());
    }

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
