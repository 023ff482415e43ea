package espy.gateway.ssh;

import espy.gateway.Prompts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/** How long a login may still take: the time in which a person is asked something does not count. */
final class Patience implements Prompts {
    private final Prompts person;
    private final Duration most;
    private final long start = System.nanoTime();
    private long thought;
    private long askedAt;
    private int open;

    Patience(Prompts person, Duration most) {
        this.person = person;
        this.most = most;
    }

    /** Time that is left; zero or less when it is over. */
    synchronized Duration left() {
        long now = System.nanoTime();
        long thinking = open > 0 ? now - askedAt : 0;
        return most.minusNanos(now - start - thought - thinking);
    }

    Duration most() {
        return most;
    }

    @Override
    public boolean trustHostKey(String host, String keyType, String fingerprint) {
        return asking(() -> person.trustHostKey(host, keyType, fingerprint));
    }

    @Override
    public Optional<char[]> ask(String prompt, boolean echo) {
        return asking(() -> person.ask(prompt, echo));
    }

    @Override
    public void notice(String sentence) {
        person.notice(sentence);
    }

    /** Takes a lock that others hold while they ask a person. */
    void waitFor(Lock question) {
        asking(() -> {
            question.lock();
            return true;
        });
    }

    private <T> T asking(Supplier<T> question) {
        synchronized (this) {
            if (open++ == 0) {
                askedAt = System.nanoTime();
            }
        }
        try {
            return question.get();
        } finally {
            synchronized (this) {
                if (--open == 0) {
                    thought += System.nanoTime() - askedAt;
                }
            }
        }
    }
}
