package espy.checklist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A file that a person wrote: its text, and the complaints about it so far. Not thread-safe while complaints are added. */
public final class SourceFile {
    /** Complaints about one file; a person who sees more than that has the wrong file. */
    static final int MOST_COMPLAINTS = 100;

    private final String name;
    private final String text;
    private final List<String> lines;
    private final List<Complaint> complaints = new ArrayList<>();

    /** @param name as it is shown in complaints */
    public SourceFile(String name, String text) {
        this.name = name;
        this.text = text;
        this.lines = text.lines().toList();
    }

    public String name() {
        return name;
    }

    String text() {
        return text;
    }

    /** The line with that number, counted from 1; "" beyond the end. */
    String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    public void complain(Node at, String what) {
        complain(at.line(), at.column(), what);
    }

    public void complain(Node.Field at, String what) {
        complain(at.line(), at.column(), what);
    }

    public void complain(int line, int column, String what) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(new Complaint(name, line, column, Clean.line(what), line(line)));
        } else if (complaints.size() == MOST_COMPLAINTS) {
            complaints.add(new Complaint(name, line, column, "and more; not all complaints are listed", line(line)));
        }
    }

    /** All complaints, in the order of the file. */
    public List<Complaint> complaints() {
        return complaints.stream()
                .sorted(Comparator.comparingInt(Complaint::line).thenComparingInt(Complaint::column))
                .toList();
    }
}
