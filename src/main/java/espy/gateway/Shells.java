package espy.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Starts shells on one gateway, as root where the person wants that. The password of {@code sudo} is asked for once and kept in memory
 * until {@link #close}; it goes to the gateway on the standard input of sudo only.
 */
public final class Shells implements AutoCloseable {
    /** As sudo itself asks. */
    private static final int MOST_PASSWORDS = 3;

    private final Door door;
    private final Root root;
    private final Prompts prompts;
    /** Held while a person is asked, so that nobody is asked twice for one password. */
    private final ReentrantLock asking = new ReentrantLock();
    /** UTF-8, without a line end; empty until it is known. */
    private byte[] password = {};

    public Shells(Door door, Root root, Prompts prompts) {
        this.door = door;
        this.root = root;
        this.prompts = prompts;
    }

    /**
     * Starts a shell that reads a script.
     *
     * @throws GatewayException     when no shell of ours spoke, or root was wanted and refused
     * @throws InterruptedException when this thread was interrupted; the shell has been ended
     */
    Shell open(String script) throws GatewayException, InterruptedException {
        if (root == Root.IF_FREE) {
            return free(script);
        }
        byte[] known = known();
        if (known.length == 0 && root == Root.WANTED) {
            Shell shell = free(script);
            if (shell.access() != Access.USER) {
                return shell;
            }
            shell.end();
            if (NotRoot.of(shell.why()) != NotRoot.PASSWORD) {
                throw refused(NotRoot.of(shell.why()));
            }
        }
        return known.length > 0 ? again(script, known) : ask(script);
    }

    private Shell again(String script, byte[] known) throws GatewayException, InterruptedException {
        return withPassword(script, known).orElseThrow(() -> refused(NotRoot.WRONG_PASSWORD));
    }

    private Shell ask(String script) throws GatewayException, InterruptedException {
        asking.lockInterruptibly();
        try {
            byte[] known = known(); // somebody else may have been asked meanwhile
            return known.length > 0 ? again(script, known) : askNow(script);
        } finally {
            asking.unlock();
        }
    }

    private Shell free(String script) throws GatewayException, InterruptedException {
        return start(Bootstrap.FREE, script.getBytes(StandardCharsets.UTF_8));
    }

    private Shell askNow(String script) throws GatewayException, InterruptedException {
        for (int i = 0; i < MOST_PASSWORDS; i++) {
            String again = i > 0 ? "Wrong password, try again. " : "";
            var typed = prompts.sudoPassword("%ssudo password on %s: ".formatted(again, door.name()));
            if (typed.isEmpty()) {
                throw i > 0 ? refused(NotRoot.WRONG_PASSWORD) : noPassword();
            }
            byte[] bytes = bytes(typed.get());
            var shell = withPassword(script, bytes);
            if (shell.isPresent()) {
                remember(bytes);
                return shell.get();
            }
        }
        throw refused(NotRoot.WRONG_PASSWORD);
    }

    /** @return nothing when the password was wrong */
    private Optional<Shell> withPassword(String script, byte[] bytes) throws GatewayException, InterruptedException {
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        Shell shell;
        try {
            shell = start(Bootstrap.WITH_PASSWORD, line);
        } catch (Shell.Refused e) {
            NotRoot why = NotRoot.of(e.said());
            if (why == NotRoot.WRONG_PASSWORD) {
                return Optional.empty();
            }
            throw refused(why);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
        if (shell.access() == Access.USER) {
            shell.end();
            throw refused(NotRoot.NOT_INSTALLED);
        }
        try {
            shell.write((Bootstrap.START + "\n" + script).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            shell.end();
            throw door.refused(e);
        }
        return Optional.of(shell);
    }

    private Shell start(String command, byte[] first) throws GatewayException, InterruptedException {
        try {
            return Shell.start(door, command, first);
        } catch (IOException e) {
            throw door.refused(e);
        }
    }

    private GatewayException refused(NotRoot why) {
        return new RootRefusedException("We cannot be root on %s: %s.".formatted(door.name(), why.sentence()));
    }

    private GatewayException noPassword() {
        return new RootRefusedException(
                "sudo on %s asks for a password, and none was given. Start Espy from a terminal, or put it into the environment variable ESPY_SUDO_PASSWORD."
                        .formatted(door.name()));
    }

    private synchronized byte[] known() {
        return password.clone();
    }

    private synchronized void remember(byte[] bytes) {
        password = bytes;
    }

    private static byte[] bytes(char[] typed) {
        byte[] bytes = new String(typed).getBytes(StandardCharsets.UTF_8);
        Arrays.fill(typed, ' ');
        return bytes;
    }

    /** The connection to the gateway broke while it was used. */
    GatewayException broken(IOException e) {
        return door.refused(e);
    }

    /** No shell of ours spoke. */
    GatewayException noShell(String heard) {
        return door.noShell(heard);
    }

    @Override
    public synchronized void close() {
        Arrays.fill(password, (byte) 0);
        password = new byte[0];
    }
}
