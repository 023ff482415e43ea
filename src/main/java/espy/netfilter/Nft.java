package espy.netfilter;

import espy.base.Numbers;
import espy.base.Parsed;
import espy.base.Unparsed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what {@code nft list ruleset} prints, with handles or without, as text or as JSON. */
public final class Nft {
    private static final Pattern HANDLE = Pattern.compile(" # handle \\d+$");
    private static final Pattern TABLE = Pattern.compile("^table (\\S+) (\\S+) \\{(?: #.*)?$");
    private static final Pattern BLOCK = Pattern.compile("^(\\S+)(?: (.*\\S))? \\{$");
    private static final Pattern BASE =
            Pattern.compile("^type (\\S+) hook (\\S+) .*?priority ([^;]+);(?: policy (\\S+);)?.*$");
    private static final String COMMENT = "#";

    private final String source;
    private final List<Table> tables = new ArrayList<>();
    private final List<Unparsed> unparsed = new ArrayList<>();
    private final List<Draft> chains = new ArrayList<>();
    private final Map<String, List<String>> sets = new LinkedHashMap<>();
    private String family = "";
    private String table = "";
    private String block = "";
    private String set = "";
    private boolean dormant;

    private Nft(String source) {
        this.source = source;
    }

    /** A chain whose rules are read at the end of its table, because sets that they name may come later. */
    private static final class Draft {
        private final String name;
        private final List<String> lines = new ArrayList<>();
        private Optional<Chain.Base> base = Optional.empty();

        private Draft(String name) {
            this.name = name;
        }
    }

    /**
     * The tables, in the order of the text. Tables that are switched off ({@code flags dormant}) are not among them.
     *
     * @param source kept in the tables, see {@link Table#source}
     */
    public static Parsed<List<Table>> parse(String text, String source) {
        var reader = new Nft(source);
        int number = 0;
        for (String line : NftJson.text(text).lines().toList()) {
            number++;
            if (!reader.read(line)) {
                reader.unparsed.add(new Unparsed(number, line));
            }
        }
        reader.closeTable();
        return new Parsed<>(List.copyOf(reader.tables), reader.unparsed);
    }

    private boolean read(String line) {
        String bare = HANDLE.matcher(line.strip()).replaceFirst("");
        if (bare.isEmpty() || bare.startsWith(COMMENT)) {
            return true;
        }
        if (table.isEmpty()) {
            return openTable(bare);
        }
        if (bare.equals("}")) {
            return close();
        }
        if (block.isEmpty()) {
            dormant |= bare.startsWith("flags ") && bare.contains("dormant");
            return bare.startsWith("flags ") || bare.startsWith("comment ") || openBlock(bare);
        }
        inBlock(line, bare);
        return true;
    }

    private boolean openTable(String bare) {
        var m = TABLE.matcher(bare);
        if (m.matches()) {
            family = m.group(1);
            table = m.group(2);
        }
        return m.matches();
    }

    private boolean openBlock(String bare) {
        var m = BLOCK.matcher(bare);
        if (!m.matches()) {
            return false;
        }
        block = m.group(1);
        String name = Optional.ofNullable(m.group(2)).orElse("");
        switch (block) {
            case "chain" -> chains.add(new Draft(name));
            case "set", "map" -> {
                set = name;
                sets.put(name, new ArrayList<>());
            }
            default -> {}
        }
        return true;
    }

    private boolean close() {
        if (block.isEmpty()) {
            closeTable();
        }
        block = "";
        return true;
    }

    private void inBlock(String line, String bare) {
        if (block.equals("set") || block.equals("map")) {
            elements(bare);
        }
        if (!block.equals("chain")) {
            return;
        }
        Draft chain = chains.getLast();
        var m = BASE.matcher(bare);
        if (m.matches() && chain.lines.isEmpty()) {
            String policy = Optional.ofNullable(m.group(4)).orElse("accept");
            Action.Kind kind = policy.equals("drop") ? Action.Kind.DROP : Action.Kind.ACCEPT;
            chain.base = Hook.of(m.group(2))
                    .map(h -> new Chain.Base(
                            line, h, m.group(1).equals("nat"), priority(h, m.group(3)), kind, Optional.empty()));
        } else if (!bare.startsWith("comment ")) {
            chain.lines.add(line);
        }
    }

    /** The line that starts with the word "elements", and those that go on with it. */
    private void elements(String bare) {
        var list = sets.getOrDefault(set, List.of());
        boolean first = bare.startsWith("elements = {");
        if (!first && list.isEmpty()) {
            return;
        }
        list.addAll(Tokens.of(first ? bare.substring("elements = {".length()) : bare, "{},;"));
    }

    private void closeTable() {
        if (!table.isEmpty() && !dormant) {
            var known = new LinkedHashMap<String, List<String>>();
            sets.forEach((name, words) -> known.put(name, NftRule.elements(words)));
            tables.add(new Table(
                    source,
                    family,
                    table,
                    family + " " + table,
                    chains.stream().map(c -> chain(c, known)).toList()));
        }
        chains.clear();
        sets.clear();
        dormant = false;
        table = "";
    }

    private static Chain chain(Draft draft, Map<String, List<String>> sets) {
        var rules = draft.lines.stream()
                .flatMap(l -> NftRule.read(l, sets).stream())
                .toList();
        return new Chain(draft.name, draft.base, rules);
    }

    /** A number, or a name with or without an offset, as {@code filter + 10}. */
    private static int priority(Hook hook, String text) {
        var words = Tokens.of(text, "");
        if (words.isEmpty()) {
            return 0;
        }
        int start = number(words.getFirst()).orElse(named(hook, words.getFirst()));
        if (words.size() < 3) {
            return start;
        }
        int offset = number(words.get(2)).orElse(0);
        return words.get(1).equals("-") ? start - offset : start + offset;
    }

    private static Optional<Integer> number(String text) {
        return text.startsWith("-")
                ? Numbers.parseUpTo(1_000_000, text.substring(1)).map(n -> -n)
                : Numbers.parseUpTo(1_000_000, text);
    }

    private static int named(Hook hook, String name) {
        return switch (name) {
            case "raw" -> -300;
            case "mangle" -> -150;
            case "dstnat" -> -100;
            case "security" -> 50;
            case "srcnat" -> 100;
            case "out" -> hook == Hook.OUTPUT ? 100 : 0;
            default -> 0;
        };
    }
}
