package espy.gateway.ssh;

import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import espy.gateway.Question;
import espy.gateway.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A program that visits a gateway many times, each visit a little later than the one before, so that whatever happens to it happens to all
 * stages of a visit at once: connecting, logging in, starting a shell, typing a password, asking, watching.
 */
final class Visitors {
    /** What the visits run can be recognised by. */
    static final String MARK = "61.1357911";

    private static final long APART_MS = 150;
    private static final List<String> USERS = List.of("free", "pass", "plain");

    private Visitors() {}

    /** Arguments: address, port, key, known_hosts, number of visits. */
    public static void main(String[] args) throws Exception {
        var options = Accounts.options(Path.of(args[2]), Path.of(args[3]), Integer.parseInt(args[1]));
        int visits = Integer.parseInt(args[4]);
        Thread last = Thread.currentThread();
        for (int i = 0; i < visits; i++) {
            String user = USERS.get(i % USERS.size());
            Root root = user.equals("pass") ? Root.ASK_FIRST : Root.IF_FREE;
            boolean watches = i % 2 == 1;
            last = Thread.ofVirtual().start(() -> {
                try (var gateway = SshGateway.connect(user + "@" + args[0], options, root, new Knows())) {
                    visit(gateway, watches);
                } catch (GatewayException | IOException | InterruptedException e) {
                    System.out.println("ended: " + e);
                }
            });
            Thread.sleep(APART_MS);
        }
        System.out.println("all started");
        last.join();
    }

    private static void visit(Gateway gateway, boolean watches)
            throws GatewayException, IOException, InterruptedException {
        String lasting = "echo here; (sleep " + MARK + "; echo x) | cat";
        if (watches) {
            try (var stream = gateway.stream(lasting)) {
                stream.readAllBytes();
            }
            return;
        }
        var seconds = Duration.ofSeconds(30);
        gateway.look(
                List.of(
                        new Question("A", "id", false, seconds, 1000),
                        new Question("FLOOD", "dd if=/dev/zero bs=1000000 count=3 2>/dev/null", false, seconds, 1000),
                        new Question("B", lasting, false, seconds, 1000)),
                id -> {});
    }

    private static final class Knows implements Prompts {
        @Override
        public boolean trustHostKey(String host, String keyType, String fingerprint) {
            return false;
        }

        @Override
        public Optional<char[]> ask(String prompt, boolean echo) {
            return Optional.of(Accounts.PASSWORD.toCharArray());
        }
    }
}
