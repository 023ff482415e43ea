package espy.checklist;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import espy.probe.facts.Facts;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * CEL over {@link Facts}: the checker knows our records, the runtime works on plain maps. (Handing the records to the runtime itself makes
 * {@code filter} and {@code map} quadratic.) Thread-safe; the same text is compiled once.
 */
final class Language {
    private static final int MOST_STEPS = 2_000_000;
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_STEPS)
            .build();
    private static final Pattern UNKNOWN_NAME =
            Pattern.compile("^(?:undefined field|undeclared reference to) '([^']*)'");
    private static final Pattern PLACE = Pattern.compile("^evaluation error at <input>:\\d+: ");
    private static final RecordTypes TYPES = new RecordTypes();
    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.optional(), CelExtensions.strings(), CelExtensions.lists())
            .build();
    private static final ConcurrentMap<String, Compiled> CACHE = new ConcurrentHashMap<>();
    private static final int MOST_CACHED = 20_000;

    private Language() {}

    private static CelCompiler compiler() {
        TYPES.struct(Facts.class);
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.optional(), CelExtensions.strings(), CelExtensions.lists());
        for (RecordComponent c : Facts.class.getRecordComponents()) {
            builder.addVar(c.getName(), TYPES.type(c.getGenericType()));
        }
        return builder.setTypeProvider(TYPES.provider()).build();
    }

    /** An expression after checking: either errors, or a program. */
    sealed interface Compiled {}

    /** A mistake in an expression; lines count from 1, columns from 0. */
    record Slip(int line, int column, String what) {}

    record Bad(List<Slip> slips) implements Compiled {}

    record Good(CelAbstractSyntaxTree tree, CelType type, CelRuntime.Program program) implements Compiled {
        Outcome on(Known known) {
            try {
                Object value = program.eval(known::variable);
                if (value instanceof CelUnknownSet) {
                    return new Outcome.Undecidable(Trees.why(tree, known));
                }
                return new Outcome.Value(value);
            } catch (CelEvaluationException e) {
                if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
                    return new Outcome.Undecidable(Trees.why(tree, known));
                }
                return new Outcome.Broken(
                        Clean.line(PLACE.matcher(String.valueOf(e.getMessage())).replaceFirst("")));
            }
        }
    }

    static Compiled compile(String text) {
        // one thread compiles ahead of the one that judges: who comes second waits for the first
        return CACHE.size() < MOST_CACHED ? CACHE.computeIfAbsent(text, Language::fresh) : fresh(text);
    }

    private static Compiled fresh(String text) {
        var checked = COMPILER.compile(text);
        if (checked.hasError()) {
            return new Bad(checked.getErrors().stream().map(Language::slip).toList());
        }
        try {
            CelAbstractSyntaxTree tree = checked.getAst();
            return new Good(tree, tree.getResultType(), RUNTIME.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            return new Bad(List.of(new Slip(1, 0, String.valueOf(e.getMessage()))));
        }
    }

    private static Slip slip(CelIssue issue) {
        var at = issue.getSourceLocation();
        return new Slip(Math.max(1, at.getLine()), Math.max(0, at.getColumn()), Clean.line(better(issue.getMessage())));
    }

    /** CEL's sentence, and after a name that it does not know the one that was perhaps meant. */
    private static String better(String message) {
        var name = UNKNOWN_NAME.matcher(message);
        return name.find() ? message + Fields.didYouMean(name.group(1), TYPES.fields()) : message;
    }
}
