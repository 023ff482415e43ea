package espy.gateway.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** A connection to the person's ssh-agent over its socket (draft-ietf-sshm-ssh-agent); the keys themselves stay there. */
final class SocketAgent extends AbstractAgentProxy {
    /** OpenSSH's own limit for one message. */
    private static final int LONGEST = 256 * 1024;

    private final ByteChannel channel;

    private SocketAgent(ByteChannel channel) {
        super(null);
        this.channel = channel;
    }

    /** @param socket a Unix-domain socket, or the named pipe of Windows' agent (which nobody has tried yet) */
    static SocketAgent open(Path socket) throws IOException {
        return new SocketAgent(
                Os.WINDOWS
                        ? FileChannel.open(socket, StandardOpenOption.READ, StandardOpenOption.WRITE)
                        : SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    @Override
    public List<Map.Entry<PublicKey, String>> getIdentities() {
        var found = new ArrayList<Map.Entry<PublicKey, String>>();
        try {
            for (var identity : super.getIdentities()) {
                found.add(identity);
            }
        } catch (IOException | RuntimeException e) {
            // an agent that does not answer has no keys; there may be key files
        }
        return found;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    protected synchronized Buffer request(Buffer question) throws IOException {
        var bytes = ByteBuffer.wrap(question.array(), question.rpos(), question.available());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        int length = read(Integer.BYTES).getInt();
        if (length < 1 || length > LONGEST) {
            throw new StreamCorruptedException("the agent announced " + length + " bytes");
        }
        return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the agent hung up");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        super.close();
    }
}
