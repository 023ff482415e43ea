package espy.xfrm;

import espy.base.Parsed;
import java.util.List;

/** The SAs that {@code ip [-s] [-o] xfrm state} or {@code setkey -D} prints. */
public final class States {
    private States() {}

    /** Helper states of IPComp and larval ones included; see {@link State#helper} and {@link State#larval}. */
    public static Parsed<List<State>> parse(String text) {
        var read = XfrmText.parse(text);
        return new Parsed<>(read.value().states(), read.unparsed());
    }
}
