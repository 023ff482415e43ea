package espy.gateway.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/** Two network namespaces with a cable between them, that can be pulled. */
final class Cable implements AutoCloseable {
    static final String NEAR = "10.255.77.1";
    static final String FAR = "10.255.77.2";

    private final String name = "espy" + ProcessHandle.current().pid() % 100_000;

    private Cable() {}

    static Cable lay() throws Exception {
        var cable = new Cable();
        Process first = ip("netns", "add", cable.near());
        assumeTrue(first.waitFor() == 0, "network namespaces are refused here");
        run("netns", "add", cable.far());
        run("-n", cable.near(), "link", "add", "cable", "type", "veth", "peer", "name", "cable", "netns", cable.far());
        run("-n", cable.near(), "addr", "add", NEAR + "/24", "dev", "cable");
        run("-n", cable.far(), "addr", "add", FAR + "/24", "dev", "cable");
        for (String end : new String[] {cable.near(), cable.far()}) {
            run("-n", end, "link", "set", "lo", "up");
            run("-n", end, "link", "set", "cable", "up");
        }
        return cable;
    }

    /** The person's namespace. */
    String near() {
        return name + "n";
    }

    /** The gateway's namespace. */
    String far() {
        return name + "f";
    }

    /** Nothing gets through any more, and nobody is told. */
    void pull() throws Exception {
        run("-n", near(), "link", "set", "cable", "down");
    }

    private static Process ip(String... words) throws IOException {
        var command = new java.util.ArrayList<String>(java.util.List.of("ip"));
        command.addAll(java.util.List.of(words));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void run(String... words) throws Exception {
        if (ip(words).waitFor() != 0) {
            throw new IOException("ip " + String.join(" ", words) + " failed");
        }
    }

    @Override
    public void close() throws IOException {
        ip("netns", "del", near()).onExit().join();
        ip("netns", "del", far()).onExit().join();
    }
}
