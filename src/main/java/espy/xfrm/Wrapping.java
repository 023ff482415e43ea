package espy.xfrm;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of an object that may be pieces of one, because a terminal has wrapped it anywhere or a mail at a blank: the last line that stands for
 * itself, and what came behind it and was not understood.
 */
final class Wrapping {
    /** Of the lines into which one may have been wrapped, those behind the first two. */
    private static final int MOST = 3;

    /** No terminal and no mail wraps lines that are shorter. */
    private static final int SHORTEST = 60;

    private final List<String> rest = new ArrayList<>();
    private int from;
    private int to;
    private boolean understood;
    private String whole = "";

    /**
     * Lines that are read as one now.
     *
     * @param ways     what they make, likeliest first: with a blank or without one at each joint; which, cannot be seen
     * @param notRead  how many of them were not understood before
     * @param anchored whether the line that stands for itself is the first of them
     */
    record Attempt(List<String> ways, int notRead, boolean anchored) {}

    /** A line that stands for itself, at this place of the text. */
    void anchor(int lineFrom, int lineTo, boolean lineUnderstood) {
        from = lineFrom;
        to = lineTo;
        understood = lineUnderstood;
        whole = "";
        rest.clear();
    }

    void forget() {
        anchor(0, 0, false);
    }

    /** Whether there is no line to which another could belong. */
    boolean isEmpty() {
        return to == 0;
    }

    boolean anchoredAt(int place) {
        return from == place;
    }

    boolean understood() {
        return understood;
    }

    /** The line that stands for itself; what it was made of, if it had been wrapped. */
    String anchor(byte[] text) {
        return whole.isEmpty() ? Excerpt.plain(Excerpt.decode(text, from, to)).stripTrailing() : whole;
    }

    /** A line that was not understood; whether there is room for it. */
    boolean add(String line) {
        return rest.size() < MOST && rest.add(line);
    }

    /** From now on these lines are one. */
    void joined(String line) {
        rest.clear();
        understood = true;
        whole = line;
    }

    /** Whether the line could be the rest of the one before it: together they would have been long. */
    boolean mayContinue(byte[] text, String line) {
        if (isEmpty()) {
            return false;
        }
        String before = rest.isEmpty() ? anchor(text) : rest.getLast();
        int word = line.strip().indexOf(' ');
        return before.length() + (word < 0 ? line.length() : word) >= SHORTEST;
    }

    /** How the line may belong to those before it, shortest first. */
    List<Attempt> attempts(byte[] text, String line) {
        var attempts = new ArrayList<Attempt>();
        for (int first = rest.size(); first >= 0; first--) {
            var pieces = new ArrayList<String>();
            pieces.add(first == 0 ? anchor(text) : rest.get(first - 1));
            pieces.addAll(rest.subList(first, rest.size()));
            pieces.add(line);
            int notRead = pieces.size() - 1 - (first == 0 && understood ? 1 : 0);
            attempts.add(new Attempt(ways(pieces), notRead, first == 0));
        }
        return attempts;
    }

    private static List<String> ways(List<String> pieces) {
        var ways = new ArrayList<String>();
        int joints = pieces.size() - 1;
        for (int blanks = (1 << joints) - 1; blanks >= 0; blanks--) {
            var way = new StringBuilder(pieces.getFirst());
            for (int i = 0; i < joints; i++) {
                way.append((blanks >> i & 1) == 1 ? " " : "")
                        .append(pieces.get(i + 1).strip());
            }
            ways.add(way.toString());
        }
        return ways;
    }
}
