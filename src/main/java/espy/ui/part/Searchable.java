package espy.ui.part;

/** A screen with a field where typing begins: a filter, or the name of a gateway. */
public interface Searchable {
    /** Puts the cursor into that field. */
    void find();
}
