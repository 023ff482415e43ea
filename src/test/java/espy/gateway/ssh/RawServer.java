package espy.gateway.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A port on loopback where something answers that may be no SSH server at all. */
final class RawServer implements AutoCloseable {
    /** What it does with a connection; afterwards the connection is closed. */
    interface Manners {
        void with(Socket guest) throws IOException, InterruptedException;
    }

    private final ServerSocket door;
    private final List<Socket> guests = Collections.synchronizedList(new ArrayList<>());

    private RawServer(ServerSocket door) {
        this.door = door;
    }

    static RawServer start(Manners manners) throws IOException {
        var server = new RawServer(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
        Thread.ofVirtual().start(() -> server.serve(manners));
        return server;
    }

    private void serve(Manners manners) {
        try {
            while (true) {
                Socket guest = door.accept();
                guests.add(guest);
                Thread.ofVirtual().start(() -> {
                    try (guest) {
                        manners.with(guest);
                        lastWord(guest);
                    } catch (IOException | InterruptedException | UncheckedIOException e) {
                        // the client or the test has ended it
                    }
                });
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    /**
     * Ends a connection as servers do that want to be heard: what the client said is read to its end. A socket that is closed with bytes
     * still to read is reset, and a client may then lose what it had been sent.
     */
    private static void lastWord(Socket guest) throws IOException {
        guest.shutdownOutput();
        guest.setSoTimeout(1000);
        wait(guest);
    }

    /** Keeps a connection open, saying nothing, until the client or the test ends it. */
    static void wait(Socket guest) throws IOException {
        while (guest.getInputStream().read() >= 0) {
            // whatever it says
        }
    }

    String target() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket guest : List.copyOf(guests)) {
            guest.close();
        }
    }
}
