package espy.run;

import java.util.List;
import java.util.Optional;

/**
 * What the person wants of a run.
 *
 * @param tunnel     name of the tunnel or connection it is about; empty lets Espy choose, the one in trouble first
 * @param peer       address of the peer it is about
 * @param checklists ids of the checklists to run; empty means all
 */
public record Wish(Optional<String> tunnel, Optional<String> peer, List<String> checklists) {
    /** Everything, on the tunnel that is in trouble. */
    public static final Wish ANY = new Wish(Optional.empty(), Optional.empty(), List.of());

    public Wish {
        checklists = List.copyOf(checklists);
    }
}
