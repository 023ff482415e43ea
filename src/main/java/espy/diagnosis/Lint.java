package espy.diagnosis;

import espy.checklist.ChecklistReader;
import espy.checklist.Complaint;
import espy.checklist.Fields;
import espy.checklist.Node;
import espy.checklist.SourceFile;
import espy.checklist.Yaml;
import java.util.List;
import java.util.Set;

/** Says what is wrong with a file of checks or causes: its YAML, its fields, its expressions. Pure; nothing is judged. */
public final class Lint {
    private Lint() {}

    /**
     * Looks at one file.
     *
     * @param signatures names of the known log lines; when empty, they are not checked
     * @param library    whose checks and causes a file may name
     * @return in the order of the file; empty when all is well
     */
    public static List<Complaint> file(String name, String text, Set<String> signatures, Library library) {
        var file = new SourceFile(name, text);
        Yaml.read(file).ifPresent(root -> look(file, root, signatures, library));
        return file.complaints();
    }

    private static void look(SourceFile file, Node root, Set<String> signatures, Library library) {
        if (root instanceof Node.Mapping m && m.fields().containsKey("causes")) {
            Causes.read(
                    file,
                    root,
                    true,
                    signatures,
                    library.checks(),
                    library.causes().ids());
        } else if (root instanceof Node.Mapping m
                && (m.fields().containsKey("checklist") || m.fields().containsKey("checks"))) {
            ChecklistReader.read(file, root, true, signatures);
        } else {
            String word = root instanceof Node.Mapping m && !m.fields().isEmpty()
                    ? m.fields().keySet().iterator().next()
                    : "";
            file.complain(
                    root,
                    "the file begins with \"checklist\" (checks) or \"causes\""
                            + (word.isEmpty() ? "" : Fields.didYouMean(word, List.of("checklist", "causes"))));
        }
    }
}
