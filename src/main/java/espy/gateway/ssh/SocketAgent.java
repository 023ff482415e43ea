package espy.gateway.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** A connection to the person's ssh-agent over its socket (draft-ietf-sshm-ssh-agent); the keys themselves stay there. */
final class SocketAgent extends AbstractAgentProxy {
    /** OpenSSH's own limit for one message. */
    private static final int LONGEST = 256 * 1024;

    private final SocketChannel channel;
    private final Predicate<PublicKey> wanted;

    /** @param wanted which of its keys may be offered */
    SocketAgent(Path socket, Predicate<PublicKey> wanted) throws IOException {
        super(null);
        this.channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        this.wanted = wanted;
    }

    @Override
    public List<Map.Entry<PublicKey, String>> getIdentities() {
        var found = new ArrayList<Map.Entry<PublicKey, String>>();
        try {
            for (var identity : super.getIdentities()) {
                if (wanted.test(identity.getKey())) {
                    found.add(identity);
                }
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
