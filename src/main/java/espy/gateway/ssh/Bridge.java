package espy.gateway.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Two streams as a connection to a port of this machine. It is for one connection only: the port is closed as soon as somebody has come, and
 * whoever opened it can see whether that was who it is for.
 */
final class Bridge implements AutoCloseable {
    private static final int CHUNK = 1 << 15;
    private static final long COMING_S = 5;

    private final ServerSocket door;
    private final InputStream from;
    private final OutputStream to;
    private final CompletableFuture<Socket> guest = new CompletableFuture<>();

    private Bridge(ServerSocket door, InputStream from, OutputStream to) {
        this.door = door;
        this.from = from;
        this.to = to;
    }

    /** @param to what comes in through the port goes there */
    static Bridge open(InputStream from, OutputStream to) throws IOException {
        var bridge = new Bridge(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), from, to);
        Thread.ofVirtual().name("bridge").start(bridge::serve);
        return bridge;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    private void serve() {
        try (door) {
            Socket socket = door.accept();
            socket.setTcpNoDelay(true);
            guest.complete(socket);
        } catch (IOException e) {
            guest.completeExceptionally(e);
        }
    }

    /** Lets the guest through if it comes from this port, and turns anybody else away. */
    boolean welcome(int port) throws InterruptedException {
        try {
            Socket socket = guest.get(COMING_S, TimeUnit.SECONDS);
            if (socket.getPort() != port) {
                close();
                return false;
            }
            Thread.ofVirtual().name("bridge in").start(() -> {
                try {
                    pump(socket.getInputStream(), to);
                } catch (IOException e) {
                    close();
                }
            });
            Thread.ofVirtual().name("bridge out").start(() -> {
                try {
                    pump(from, socket.getOutputStream());
                } catch (IOException e) {
                    // the same end as that of the stream
                }
                close();
            });
            return true;
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            close();
            return false;
        }
    }

    private static void pump(InputStream from, OutputStream to) throws IOException {
        byte[] bytes = new byte[CHUNK];
        for (int n = from.read(bytes); n >= 0; n = from.read(bytes)) {
            to.write(bytes, 0, n);
            to.flush();
        }
        to.close();
    }

    @Override
    public void close() {
        try (door;
                to) {
            if (guest.isDone() && !guest.isCompletedExceptionally()) {
                guest.join().close();
            }
        } catch (IOException e) {
            // the other end is gone already
        }
    }
}
