package espy.gateway;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** The streams of a process of this machine. */
public record ProcessPipes(Process process) implements Pipes {
    /** So long a shell may take to end its command once its input has ended. */
    private static final long LEAVING_MS = 2000;

    @Override
    public OutputStream in() {
        return process.getOutputStream();
    }

    @Override
    public InputStream out() {
        return process.getInputStream();
    }

    @Override
    public InputStream err() {
        return process.getErrorStream();
    }

    @Override
    public void end() {
        boolean gone = false;
        try {
            gone = process.waitFor(LEAVING_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!gone) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroyForcibly();
        }
    }
}
