package espy.wireshark;

import espy.wireshark.EspRow.Mark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What Espy has put into a profile, without its keys. It lies in Espy's own folder, because Wireshark keeps no comments when it saves a table.
 *
 * @param rows   hashes of Espy's rows
 * @param made   what was not there before Espy
 * @param before values of preferences that Espy changed, behind {@code =}; "" where there was none
 */
record Ledger(List<Mark> rows, Set<Made> made, Map<String, String> before) {
    static final Ledger EMPTY = new Ledger(List.of(), Set.of(), Map.of());

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern BLANK = Pattern.compile(" ");

    /** Things that go again when Espy's rows go, if they are empty then. */
    enum Made {
        /** Wireshark's own folder: an empty one would hide an older {@code ~/.wireshark}. */
        CONFIGURATION,
        PROFILES,
        FOLDER,
        TABLE,
        PREFERENCES
    }

    Ledger {
        rows = List.copyOf(rows);
        made = Set.copyOf(made);
        before = Map.copyOf(before);
    }

    boolean isEmpty() {
        return equals(EMPTY);
    }

    /** With these rows, too. */
    Ledger and(Collection<Mark> more) {
        var all = new LinkedHashSet<>(rows);
        all.addAll(more);
        return new Ledger(List.copyOf(all), made, before);
    }

    Ledger withRows(List<Mark> others) {
        return new Ledger(others, made, before);
    }

    Ledger andMade(Made thing) {
        var all = EnumSet.of(thing);
        all.addAll(made);
        return new Ledger(rows, all, before);
    }

    /** What was there before the first change is what counts. */
    Ledger andBefore(Map<String, String> changed) {
        var all = new LinkedHashMap<>(changed);
        all.putAll(before);
        return new Ledger(rows, made, all);
    }

    /** A file that is missing is empty; lines that mean nothing are passed over. */
    static Ledger read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return EMPTY;
        }
        var rows = new ArrayList<Mark>();
        var made = EnumSet.noneOf(Made.class);
        var before = new LinkedHashMap<String, String>();
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .lines()
                .toList()) {
            String[] words = BLANK.split(line, 3);
            if (words.length == 3 && words[0].equals("row") && isHash(words[1]) && isHash(words[2])) {
                rows.add(new Mark(words[1], words[2]));
            } else if (words.length == 3 && words[0].equals("preference")) {
                before.put(words[1], words[2]);
            } else if (words.length == 2 && words[0].equals("made")) {
                EnumSet.allOf(Made.class).stream()
                        .filter(m -> m.name().equals(words[1]))
                        .forEach(made::add);
            }
        }
        return new Ledger(rows, made, before);
    }

    /** An empty ledger needs no file. */
    void write(Path file) throws IOException {
        if (isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        var text = new StringJoiner("\n", "# What Espy has put into a profile of Wireshark: hashes, no keys.\n", "\n");
        made.stream().sorted().forEach(m -> text.add("made " + m));
        before.forEach((name, value) -> text.add("preference " + name + " " + value));
        rows.forEach(m -> text.add("row " + m.whole() + " " + m.first()));
        PrivateFile.write(file, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isHash(String word) {
        return HASH.matcher(word).matches();
    }
}
