package espy.cli;

import espy.checklist.Clean;
import java.util.ArrayList;
import java.util.List;

/** Text for a terminal, line by line: wrapped to its width, coloured where it has colour, and free of what could move the cursor. */
final class Page {
    /** Colours, as a terminal's basic set has them. */
    enum Ink {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        GOOD("32"),
        BAD("1;31"),
        WARN("33"),
        NOTE("36");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final Terminal terminal;

    Page(Terminal terminal) {
        this.terminal = terminal;
    }

    int width() {
        return terminal.width();
    }

    String ink(Ink ink, String plain) {
        return terminal.colour() && ink != Ink.PLAIN ? "\u001b[" + ink.code + "m" + plain + "\u001b[0m" : plain;
    }

    /** A line as it is; may hold ink, must hold no foreign text that is not {@link Clean}. */
    Page line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Page blank() {
        return line("");
    }

    /**
     * A paragraph behind a head; its further lines are indented under its first.
     *
     * @param head may hold ink
     * @param indent columns that the head takes, and the further lines leave free
     */
    Page paragraph(String head, int indent, Ink ink, String foreign) {
        var lines = wrap(Clean.line(foreign), Math.max(20, width() - indent));
        for (int i = 0; i < lines.size(); i++) {
            line((i == 0 ? head : " ".repeat(indent)) + ink(ink, lines.get(i)));
        }
        return this;
    }

    /** A line of evidence: cut at the width rather than wrapped, so that it can be told from the next. */
    Page evidence(int indent, String foreign) {
        String clean = Clean.line(foreign).replace('\t', ' ');
        int room = width() - indent - 2;
        String cut = clean.length() > room ? clean.substring(0, room - 1) + "…" : clean;
        return line(" ".repeat(indent) + ink(Ink.DIM, "│ ") + cut);
    }

    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        String rest = text.strip();
        while (rest.length() > width) {
            int cut = rest.lastIndexOf(' ', width);
            cut = cut <= width / 3 ? width : cut;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
