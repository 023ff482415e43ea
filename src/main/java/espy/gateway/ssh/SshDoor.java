package espy.gateway.ssh;

import espy.gateway.ConnectionLostException;
import espy.gateway.Door;
import espy.gateway.GatewayException;
import espy.gateway.Pipes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** Starts commands in channels of one SSH session. */
record SshDoor(String name, ClientSession session) implements Door {
    private static final Duration OPENING = Duration.ofSeconds(30);

    @Override
    public Pipes open(String command) throws IOException, InterruptedException {
        try {
            ClientChannel channel = session.createExecChannel(command);
            channel.open().verify(OPENING);
            return new ChannelPipes(channel);
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IllegalStateException e) {
            throw new IOException("the session is closed", e);
        }
    }

    @Override
    public GatewayException refused(IOException e) {
        if (Stream.iterate((Throwable) e, t -> t != null, Throwable::getCause)
                .anyMatch(TimeoutException.class::isInstance)) {
            return new ConnectionLostException(
                    "%s has stopped answering. The gateway or the network between is gone or very slow; try again."
                            .formatted(name),
                    e);
        }
        return session.isOpen()
                ? new GatewayException(
                        "%s let us in, but would not run a command. Its account needs a login shell (sh)."
                                .formatted(name),
                        e)
                : new ConnectionLostException(gone(), e);
    }

    @Override
    public GatewayException noShell(String heard) {
        return session.isOpen()
                ? new GatewayException(
                        "%s let us in, but did not start a POSIX shell; its account may be limited to other commands%s. Log in as a user with an ordinary shell."
                                .formatted(name, heard.isEmpty() ? "" : ". It said: “" + heard + "”"))
                : new ConnectionLostException(gone());
    }

    private String gone() {
        return "The connection to %s has ended. The gateway or the network went away; connect again.".formatted(name);
    }

    /** What is not read stays with the gateway: the channel's window is its limit. */
    private record ChannelPipes(ClientChannel channel) implements Pipes {
        /** For what is only good manners: ending a command that nobody waits for any more. */
        private static final Duration LEAVING = Duration.ofSeconds(2);

        @Override
        public OutputStream in() {
            return channel.getInvertedIn();
        }

        @Override
        public InputStream out() {
            return channel.getInvertedOut();
        }

        @Override
        public InputStream err() {
            return channel.getInvertedErr();
        }

        @Override
        public void end() {
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LEAVING);
            channel.close(true);
        }
    }
}
