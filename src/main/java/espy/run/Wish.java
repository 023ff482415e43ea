package espy.run;

import java.util.List;
import java.util.Optional;

/**
 * What the person wants of a run.
 *
 * @param tunnel     name of the tunnel or connection it is about; empty lets Espy choose, the one in trouble first
 * @param peer       address of the peer it is about
 * @param checklists ids of the checklists to run; empty means all
 * @param stir       traffic that may be sent; absent: nothing is
 */
public record Wish(Optional<String> tunnel, Optional<String> peer, List<String> checklists, Optional<Stir> stir) {
    /** Everything, on the tunnel that is in trouble. */
    public static final Wish ANY = new Wish(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Wish {
        checklists = List.copyOf(checklists);
    }
}
