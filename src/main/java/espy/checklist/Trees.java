package espy.checklist;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What an expression speaks of, read from its syntax tree. */
final class Trees {
    private Trees() {}

    /**
     * A fact that an expression uses: {@code log.seen['x'].line} is [log, seen, x, line].
     *
     * @param asked whether {@code has(…)} only asks for it
     */
    private record Use(List<String> path, boolean asked) {}

    /** Why an expression could not be decided: the first fact it uses that is not there. */
    static String why(CelAbstractSyntaxTree tree, Known known) {
        var uses = new ArrayList<Use>();
        uses(tree.getExpr(), Set.of(), uses::add);
        var asked = new HashSet<List<String>>();
        uses.stream().filter(Use::asked).forEach(u -> asked.add(u.path()));
        List<String> guarded = List.of();
        for (Use use : uses) {
            int reach = known.reach(use.path());
            if (use.asked() || reach == use.path().size()) {
                continue;
            }
            List<String> missing = use.path().subList(0, reach + 1);
            if (!asked.contains(missing)) {
                return known.why(missing);
            }
            guarded = missing;
        }
        return guarded.isEmpty() ? "a fact that this needs was not seen" : known.why(guarded);
    }

    /** The names in {@code log.seen['name']}, {@code log.kernel['name']} and {@code 'name' in log.seen}. */
    static Set<String> signatures(CelAbstractSyntaxTree tree) {
        var names = new HashSet<String>();
        walk(tree.getExpr(), e -> {
            if (e.getKind() != CelExpr.ExprKind.Kind.CALL || e.call().args().size() != 2) {
                return;
            }
            var args = e.call().args();
            switch (e.call().function()) {
                case "_[_]" -> text(args.get(1)).filter(n -> isLog(args.get(0))).ifPresent(names::add);
                case "@in" -> text(args.get(0)).filter(n -> isLog(args.get(1))).ifPresent(names::add);
                default -> {}
            }
        });
        return names;
    }

    private static boolean isLog(CelExpr e) {
        List<String> path = path(e);
        return path.equals(List.of("log", "seen")) || path.equals(List.of("log", "kernel"));
    }

    private static void uses(CelExpr e, Set<String> bound, Consumer<Use> found) {
        List<String> path = path(e);
        if (!path.isEmpty()) {
            if (!bound.contains(path.getFirst())) {
                found.accept(new Use(
                        path,
                        e.getKind() == CelExpr.ExprKind.Kind.SELECT
                                && e.select().testOnly()));
            }
            return;
        }
        if (e.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
            var c = e.comprehension();
            uses(c.iterRange(), bound, found);
            var inner = new HashSet<>(bound);
            inner.addAll(List.of(c.iterVar(), c.iterVar2(), c.accuVar()));
            List.of(c.accuInit(), c.loopCondition(), c.loopStep(), c.result()).forEach(x -> uses(x, inner, found));
            return;
        }
        children(e).forEach(x -> uses(x, bound, found));
    }

    private static void walk(CelExpr e, Consumer<CelExpr> visit) {
        visit.accept(e);
        children(e).forEach(c -> walk(c, visit));
    }

    /** The names of a chain of selections and constant indices that begins with a variable; empty for anything else. */
    private static List<String> path(CelExpr e) {
        var names = new ArrayList<String>();
        CelExpr at = e;
        while (true) {
            switch (at.getKind()) {
                case IDENT -> {
                    names.add(at.ident().name());
                    return names.reversed();
                }
                case SELECT -> {
                    names.add(at.select().field());
                    at = at.select().operand();
                }
                case CALL -> {
                    var call = at.call();
                    Optional<String> key =
                            call.function().equals("_[_]") && call.args().size() == 2
                                    ? text(call.args().get(1))
                                    : Optional.empty();
                    if (key.isEmpty()) {
                        return List.of();
                    }
                    names.add(key.get());
                    at = call.args().getFirst();
                }
                default -> {
                    return List.of();
                }
            }
        }
    }

    private static Optional<String> text(CelExpr e) {
        return e.getKind() == CelExpr.ExprKind.Kind.CONSTANT && e.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(e.constant().stringValue())
                : Optional.empty();
    }

    private static List<CelExpr> children(CelExpr e) {
        var children = new ArrayList<CelExpr>();
        switch (e.getKind()) {
            case SELECT -> children.add(e.select().operand());
            case CALL -> {
                e.call().target().ifPresent(children::add);
                children.addAll(e.call().args());
            }
            case LIST -> children.addAll(e.list().elements());
            case MAP ->
                e.map().entries().forEach(x -> {
                    children.add(x.key());
                    children.add(x.value());
                });
            case STRUCT -> e.struct().entries().forEach(x -> children.add(x.value()));
            case COMPREHENSION -> {
                var c = e.comprehension();
                children.addAll(List.of(c.iterRange(), c.accuInit(), c.loopCondition(), c.loopStep(), c.result()));
            }
            default -> {}
        }
        return children;
    }
}
