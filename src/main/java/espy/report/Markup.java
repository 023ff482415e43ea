package espy.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML of which every text is escaped and every element closed. Tags and attribute names are Espy's own words. */
final class Markup {
    private final StringBuilder html = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element; attributes are names and values in turn. */
    Markup open(String tag, String... attributes) {
        open.push(tag);
        return start(tag, attributes);
    }

    /** Ends the element that was begun last. */
    Markup close() {
        html.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element without end tag. */
    Markup start(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]);
            html.append('"');
        }
        html.append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    Markup text(String text) {
        String shown = Unseen.shown(text);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return this;
    }

    /** The style sheet: Espy's own text, which may not be escaped inside {@code style}. */
    Markup style(String css) {
        html.append("<style>\n").append(css).append("</style>\n");
        return this;
    }

    /** The whole document; what is open is closed. */
    @Override
    public String toString() {
        while (!open.isEmpty()) {
            close();
        }
        return html.toString();
    }
}
