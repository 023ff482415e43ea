package espy.diagnosis;

import espy.checklist.Expression;
import espy.checklist.Node;
import espy.checklist.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All root causes that are known, by id, in the order of their files. Immutable. */
public final class Causes {
    /** No causes at all. */
    public static final Causes NONE = new Causes(Map.of());

    private final Map<String, Cause> byId;

    private Causes(Map<String, Cause> byId) {
        this.byId = byId;
    }

    /**
     * Reads a file.
     *
     * @param signatures names of the known log lines, for complaints; empty when they are not known
     * @param checks     known ids of checks, for the same
     * @param others     ids of causes in other files
     */
    static Causes read(
            SourceFile file, Node root, boolean eager, Set<String> signatures, Set<String> checks, Set<String> others) {
        var byId = new LinkedHashMap<String, Cause>();
        new CauseReader(file, eager, signatures).causes(root, checks, others).forEach(c -> byId.put(c.id(), c));
        return new Causes(byId);
    }

    /** These and others; where both know an id, these win. */
    Causes and(Causes more) {
        var all = new LinkedHashMap<>(byId);
        more.byId.forEach(all::putIfAbsent);
        return new Causes(all);
    }

    /** Every condition in them. */
    Stream<Expression> conditions() {
        return byId.values().stream()
                .flatMap(c ->
                        Stream.concat(c.requires().stream(), c.clues().stream().map(Cause.Clue::when)));
    }

    List<Cause> all() {
        return new ArrayList<>(byId.values());
    }

    /** Ids of causes that, seen at the other end of the tunnel, are the root of this one; empty for an unknown id. */
    List<String> rootsAtPeer(String id) {
        Cause cause = byId.get(id);
        return cause == null ? List.of() : cause.rootsAtPeer();
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    public Set<String> ids() {
        return Set.copyOf(byId.keySet());
    }

    public int size() {
        return byId.size();
    }
}
