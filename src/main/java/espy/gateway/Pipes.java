package espy.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The three streams of a command that was started on a gateway. */
public interface Pipes {
    OutputStream in() throws IOException;

    InputStream out() throws IOException;

    InputStream err() throws IOException;

    /** Ends the connection to the command, which was told by the end of its input that it is to go; may wait a moment for that. */
    void end();
}
