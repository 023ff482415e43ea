package espy.checklist;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import java.util.Set;

/**
 * A CEL expression in a file. It is compiled when first needed, or by {@link #check}.
 *
 * @param offset where in the scalar's text it begins
 */
public record Expression(String text, SourceFile file, Node.Scalar scalar, int offset) {

    /** What an expression is for, and so what it may give. */
    public enum Use {
        CONDITION,
        QUOTES,
        TEXT
    }

    /** The expression that is a scalar's whole text. */
    public static Expression whole(SourceFile file, Node.Scalar scalar) {
        return new Expression(scalar.value(), file, scalar, 0);
    }

    /** Compiles it now, where nobody waits for it. */
    public void prepare() {
        Language.compile(text);
    }

    /** What it comes to on these facts. */
    public Outcome on(Known known) {
        return switch (Language.compile(text)) {
            case Language.Bad bad -> broken(bad.slips().getFirst().what());
            case Language.Good good ->
                switch (good.on(known)) {
                    case Outcome.Broken b -> broken(b.what());
                    case Outcome o -> o;
                };
        };
    }

    private Outcome broken(String what) {
        var at = Places.of(file, scalar, offset);
        return new Outcome.Broken(file.name() + ":" + at.line() + ":" + at.column() + ": " + what);
    }

    /**
     * Adds to the file's complaints what is wrong with it.
     *
     * @param signatures the known names of log lines; when empty, names are not checked
     */
    public void check(Use use, Set<String> signatures) {
        switch (Language.compile(text)) {
            case Language.Bad bad -> bad.slips().forEach(s -> complain(s.line(), s.column(), s.what()));
            case Language.Good good -> {
                if (use == Use.CONDITION
                        && good.type().kind() != CelKind.BOOL
                        && good.type().kind() != CelKind.DYN) {
                    complain(
                            1, 0, "must be true or false, but is " + good.type().name());
                }
                if (use == Use.QUOTES && !quotes(good.type())) {
                    complain(
                            1,
                            0,
                            "must be a quote or a list of quotes, but is "
                                    + good.type().name());
                }
                if (!signatures.isEmpty()) {
                    for (String name : Trees.signatures(good.tree())) {
                        if (!signatures.contains(name)) {
                            complain(
                                    1,
                                    Math.max(0, text.indexOf(name)),
                                    "no log line is known as \"" + name + "\"" + Fields.didYouMean(name, signatures));
                        }
                    }
                }
            }
        }
    }

    private static boolean quotes(CelType type) {
        return switch (type.kind()) {
            case DYN -> true;
            case LIST -> type instanceof ListType l && (!l.hasElemType() || quotes(l.elemType()));
            default -> type.name().equals("Quote");
        };
    }

    /** Lines of the expression count from 1, columns from 0. */
    private void complain(int line, int column, String what) {
        int index = 0;
        for (int i = 1; i < line; i++) {
            index = Math.max(0, text.indexOf('\n', index) + 1);
        }
        var at = Places.of(file, scalar, offset + Math.min(text.length(), index + column));
        file.complain(at.line(), at.column(), what);
    }
}
