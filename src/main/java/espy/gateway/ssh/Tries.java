package espy.gateway.ssh;

import java.util.ArrayList;
import java.util.List;

/** What became of the keys that were tried, for the person whom a server did not let in. */
final class Tries {
    private final List<String> offered = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private int fromAgent;

    /** Key files that were offered to the server. */
    synchronized List<String> offered() {
        return List.copyOf(offered);
    }

    /** Files that could not be used, each with the reason. */
    synchronized List<String> unusable() {
        return List.copyOf(unusable);
    }

    /** How many keys of the agent were offered. */
    synchronized int fromAgent() {
        return fromAgent;
    }

    synchronized void offer(String file) {
        if (!offered.contains(file)) {
            offered.add(file);
        }
    }

    synchronized void offerFromAgent() {
        fromAgent++;
    }

    synchronized void complain(String file, String why) {
        offered.remove(file);
        String words = file + " (" + why + ")";
        if (!unusable.contains(words)) {
            unusable.add(words);
        }
    }
}
