package espy.target;

import espy.gateway.ConnectionLostException;
import espy.gateway.GatewayException;
import espy.gateway.KnownSudo;
import espy.gateway.Prompts;
import espy.gateway.Root;
import espy.gateway.RootRefusedException;
import espy.gateway.ssh.SshOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a program that looks at the same gateways again and again: a person logs in once. They stay open until {@link #close};
 * one that was lost in between is made anew. Passwords of sudo are kept in memory as long.
 */
public final class Connections implements AutoCloseable {
    /** Reaches a target. */
    interface Opening {
        Target.Opened open(Target target, Root root, Prompts prompts)
                throws Target.Unusable, GatewayException, InterruptedException;
    }

    /** What is known of one target. */
    private static final class Line {
        /** Held while somebody logs in, so that nobody is asked twice. */
        private final ReentrantLock login = new ReentrantLock();

        private boolean rootWanted;
        private Optional<char[]> password = Optional.empty();
        private Target.@Nullable Opened open;
        private Root rootOfOpen = Root.IF_FREE;

        Root root() {
            return rootWanted ? Root.WANTED : Root.IF_FREE;
        }
    }

    /** One that was lost, the same with other rights, and a new one. */
    private static final int MOST_TRIES = 3;

    private final Map<String, Line> lines = new HashMap<>();
    private final Opening opening;

    /** Nothing is open yet; targets are reached as the person's SSH configuration says. */
    public Connections() {
        this((target, root, prompts) -> target.open(SshOptions.NONE, root, prompts));
    }

    Connections(Opening opening) {
        this.opening = opening;
    }

    /** From now on this target is reached as root, with sudo and its password, until that is refused. */
    public void becomeRoot(String typed) {
        Line line = line(typed);
        synchronized (line) {
            line.rootWanted = true;
        }
    }

    /**
     * Works on a gateway, on the connection that is there or a new one. Several threads may do so at the same time.
     *
     * @throws RootRefusedException when root was wanted and refused; the next time it is not wanted any more
     */
    public <T> T work(String typed, Prompts prompts, Reconnect.Work<T> work)
            throws Target.Unusable, GatewayException, InterruptedException {
        Target target = Target.of(typed);
        Line line = line(typed);
        if (!(target instanceof Target.Ssh)) {
            try (var opened = open(target, line, prompts)) {
                return work.on(opened);
            } catch (RootRefusedException e) {
                forgetRoot(line);
                throw e;
            }
        }
        for (int i = 1; ; i++) {
            boolean made = held(line) == null;
            Target.Opened used = reach(target, line, prompts);
            try {
                return work.on(used);
            } catch (RootRefusedException e) {
                forgetRoot(line);
                throw e;
            } catch (ConnectionLostException e) {
                drop(line, used);
                if (made || i >= MOST_TRIES) {
                    throw e;
                }
                // it was lost since the last time
            }
        }
    }

    private Target.Opened reach(Target target, Line line, Prompts prompts)
            throws Target.Unusable, GatewayException, InterruptedException {
        line.login.lockInterruptibly();
        try {
            Target.Opened held = held(line);
            if (held == null) {
                held = open(target, line, prompts);
                hold(line, held);
            }
            return risen(line, held, prompts);
        } finally {
            line.login.unlock();
        }
    }

    private Target.Opened open(Target target, Line line, Prompts prompts)
            throws Target.Unusable, GatewayException, InterruptedException {
        Root root;
        synchronized (line) {
            root = line.root();
            line.rootOfOpen = root;
        }
        return opening.open(target, root, sudo(line, prompts));
    }

    /** The connection with the rights that the person wants by now. */
    private static Target.Opened risen(Line line, Target.Opened held, Prompts prompts) {
        synchronized (line) {
            if (line.rootOfOpen == line.root()) {
                return held;
            }
            line.rootOfOpen = line.root();
            line.open = new Target.Opened(held.gateway().as(line.root(), sudo(line, prompts)), held.live());
            return line.open;
        }
    }

    private static Prompts sudo(Line line, Prompts prompts) {
        synchronized (line) {
            return new KnownSudo(prompts, line.password, typed -> remember(line, typed));
        }
    }

    private static void remember(Line line, char[] typed) {
        synchronized (line) {
            line.password = Optional.of(typed);
        }
    }

    private static void forgetRoot(Line line) {
        synchronized (line) {
            line.rootWanted = false;
            line.password = Optional.empty();
        }
    }

    private static Target.@Nullable Opened held(Line line) {
        synchronized (line) {
            return line.open;
        }
    }

    private static void hold(Line line, Target.Opened opened) {
        synchronized (line) {
            line.open = opened;
        }
    }

    /** Closes a connection that was lost; one that another thread has made meanwhile stays. */
    private static void drop(Line line, Target.Opened used) {
        synchronized (line) {
            if (used.equals(line.open)) {
                line.open = null;
            }
        }
        used.close();
    }

    private Line line(String typed) {
        synchronized (lines) {
            return lines.computeIfAbsent(typed, t -> new Line());
        }
    }

    @Override
    public void close() {
        synchronized (lines) {
            for (Line line : lines.values()) {
                Target.Opened open = held(line);
                if (open != null) {
                    drop(line, open);
                }
            }
            lines.clear();
        }
    }
}
