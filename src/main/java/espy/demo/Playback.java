package espy.demo;

import espy.gateway.Answer;
import espy.gateway.Batch;
import espy.gateway.Bootstrap;
import espy.gateway.Look;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** Plays the shell of a recorded gateway: reads the script of a look and prints what was recorded for each of its questions. */
final class Playback implements Command {
    /** A look's script has some 10 KB. */
    private static final int MOST_SCRIPT = 1 << 20;

    private final String command;
    private final Look recording;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable ExitCallback callback;
    private @Nullable Thread thread;

    Playback(String command, Look recording) {
        this.command = command;
        this.recording = recording;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        // a recorded gateway has nothing to say there
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.callback = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment env) throws IOException {
        thread = Thread.ofVirtual().name("demo gateway").start(this::run);
    }

    private void run() {
        int status = 1;
        try {
            if (command.equals(Bootstrap.FREE) && in != null && out != null) {
                play(in, out);
                status = 0;
            }
        } catch (IOException e) {
            // the visitor has gone; there is nobody left to tell
        } finally {
            if (callback != null) {
                callback.onExit(status);
            }
        }
    }

    private void play(InputStream in, OutputStream out) throws IOException {
        print(out, "espy %s %s\n".formatted(recording.access(), recording.user()));
        var asked = Batch.Asked.read(in, MOST_SCRIPT);
        for (String id : asked.ids()) {
            print(out, Batch.play(asked.nonce(), answer(id)));
        }
        print(out, Batch.bye(asked.nonce()));
    }

    private Answer answer(String id) {
        return recording.answers().stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseGet(() -> new Answer(
                        id, "", recording.started(), Duration.ZERO, Answer.Outcome.NOT_ASKED, -1, false, "", ""));
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void destroy(ChannelSession channel) {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
