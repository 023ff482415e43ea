package espy.wireshark;

import espy.wireshark.Ledger.Made;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Espy's rows in a profile of Wireshark: put in, replaced after a rekey, taken out. Lines of anybody else are never touched.
 *
 * <p>Files are replaced whole or not at all. Whoever does the same at the same time waits, whether in this process or in another one.
 */
public final class Installation {
    /** How long somebody else may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Charset BYTES = Held.BYTES;

    private final Profile profile;
    private final Path own;
    private final Duration patience;

    /**
     * Espy's rows in this profile.
     *
     * @param own Espy's own folder for what it remembers of profiles; it need not exist
     */
    public Installation(Profile profile, Path own) {
        this(profile, own, PATIENCE);
    }

    Installation(Profile profile, Path own, Duration patience) {
        this.profile = profile;
        this.own = own;
        this.patience = patience;
    }

    private Path ledger() throws IOException {
        return remembered(".ledger");
    }

    /** One table has one name here, whatever links and spellings lead to it. */
    private Path remembered(String ending) throws IOException {
        String folder = real(profile.folder().toAbsolutePath().normalize()).toString();
        return own.resolve(UUID.nameUUIDFromBytes(folder.getBytes(StandardCharsets.UTF_8)) + ending);
    }

    private static Path real(Path folder) throws IOException {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                return at.toRealPath().resolve(at.relativize(folder));
            }
        }
        return folder;
    }

    /**
     * What was done.
     *
     * @param written  rows of Espy that were wanted and are there now
     * @param already  wanted rows that somebody else has put there before
     * @param replaced rows of older keys that were taken out
     * @param backup   what the table was without Espy's rows; absent when there was nothing to keep
     * @param notes    sentences about lines of somebody else
     */
    public record Outcome(
            Profile profile, int written, int already, int replaced, Optional<Path> backup, List<String> notes) {
        public Outcome {
            notes = List.copyOf(notes);
        }

        /** All of it for a person who put rows in. */
        public List<String> sentences() {
            var all = new ArrayList<String>();
            all.add(rows(written) + " for Wireshark in " + profile.table()
                    + (already > 0 ? "; " + rows(already) + " stood there already" : "")
                    + (replaced > 0 ? "; " + rows(replaced) + " of older keys taken out" : "") + ".");
            backup.ifPresent(b -> all.add("The table without Espy's rows is kept in " + b + "."));
            all.addAll(notes);
            if (!profile.isDefault()) {
                all.add("Use it with: wireshark -C " + quoted(profile.name()) + " FILE");
            }
            return List.copyOf(all);
        }

        /** All of it for a person who took rows out. */
        public List<String> farewell() {
            var all = new ArrayList<String>();
            all.add(
                    replaced == 0
                            ? "There was no row of Espy in " + profile.table() + "."
                            : rows(replaced) + " taken out of " + profile.table() + ".");
            backup.ifPresent(b -> all.add(b + " was kept: it has lines that the table no longer has."));
            all.addAll(notes);
            return List.copyOf(all);
        }

        private static String rows(int n) {
            return n + (n == 1 ? " row" : " rows");
        }

        private static String quoted(String name) {
            return name.matches("[A-Za-z0-9._-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
        }
    }

    /**
     * Puts a table's rows in and turns on what decryption needs. The profile is made when it is missing.
     *
     * @throws IOException with a sentence for a person; then no row was changed
     */
    public Outcome install(EspSa table) throws IOException {
        try {
            return installed(table);
        } catch (FileSystemException e) {
            throw sentence(e);
        }
    }

    private Outcome installed(EspSa table) throws IOException {
        PrivateFile.makeFolder(own);
        try (var _ = alone()) {
            var known = Ledger.read(ledger());
            for (var folder : folders().entrySet()) {
                if (!Files.isDirectory(folder.getValue())) {
                    known = known.andMade(folder.getKey());
                }
            }
            PrivateFile.makeFolder(profile.folder());
            try (var held = Held.of(profile, backup(), patience)) {
                return put(table, known, held);
            }
        }
    }

    private Outcome put(EspSa table, Ledger before, Held held) throws IOException {
        var preferences = Preferences.turnOn(held.preferences());
        var file = EspFile.read(profile.table().toString(), held.table());
        var merged = file.with(table.rows(), before.rows());
        Ledger known = before.andBefore(preferences.before());
        if (!Files.exists(profile.table())) {
            known = known.andMade(Made.TABLE);
        }
        if (!Files.exists(profile.preferences())) {
            known = known.andMade(Made.PREFERENCES);
        }
        known.and(merged.own()).write(ledger()); // first, so that no row of Espy is ever taken for somebody else's
        if (!preferences.text().equals(held.preferences())) {
            PrivateFile.writeKeepingPermissions(
                    profile.preferences(), preferences.text().getBytes(BYTES));
        }
        var backup = Optional.<Path>empty();
        if (!merged.text().equals(held.table()) || !Files.exists(profile.table())) {
            backup = keep(file.without(before.rows()));
            held.requireUnchanged();
            PrivateFile.write(profile.table(), merged.text().getBytes(BYTES));
        }
        known.withRows(merged.own()).write(ledger());
        return new Outcome(profile, merged.written(), merged.already(), merged.replaced(), backup, merged.notes());
    }

    private Optional<Path> keep(String foreign) throws IOException {
        if (foreign.isEmpty()) {
            return Optional.empty();
        }
        PrivateFile.write(backup(), foreign.getBytes(BYTES));
        return Optional.of(backup());
    }

    /**
     * Takes out what Espy has put in: its rows, the preferences it changed, and what it made, where that is empty then.
     *
     * @throws IOException with a sentence for a person; what is left is taken out the next time
     */
    public Outcome remove() throws IOException {
        if (!Files.exists(ledger())) {
            return new Outcome(profile, 0, 0, 0, Optional.empty(), List.of());
        }
        try (var _ = alone();
                var held = Held.of(profile, backup(), patience)) {
            return take(Ledger.read(ledger()), held);
        } catch (FileSystemException e) {
            throw sentence(e);
        }
    }

    private static IOException sentence(FileSystemException e) {
        return new IOException(e.getFile() + ": " + PrivateFile.reason(e) + ".", e);
    }

    private Outcome take(Ledger known, Held held) throws IOException {
        var file = EspFile.read(profile.table().toString(), held.table());
        String rest = file.without(known.rows());
        String preferences = Preferences.turnBack(held.preferences(), known.before());
        held.requireUnchanged();
        if (rest.isEmpty() && known.made().contains(Made.TABLE)) {
            Files.deleteIfExists(profile.table());
        } else if (!rest.equals(held.table())) {
            PrivateFile.write(profile.table(), rest.getBytes(BYTES));
        }
        if (preferences.isEmpty() && known.made().contains(Made.PREFERENCES)) {
            Files.deleteIfExists(profile.preferences());
        } else if (!preferences.equals(held.preferences())) {
            PrivateFile.writeKeepingPermissions(profile.preferences(), preferences.getBytes(BYTES));
        }
        var backup = Optional.of(backup()).filter(Files::exists);
        if (backup.isPresent() && new String(Files.readAllBytes(backup()), BYTES).equals(rest)) {
            Files.delete(backup());
            backup = Optional.empty();
        }
        Ledger.EMPTY.write(ledger());
        for (var folder : folders().entrySet()) {
            if (known.made().contains(folder.getKey())) {
                deleteIfEmpty(folder.getValue());
            }
        }
        return new Outcome(profile, 0, 0, file.count(known.rows()), backup, List.of());
    }

    /** The profile's folder and those above it that are Wireshark's, the innermost first. */
    private Map<Made, Path> folders() {
        var all = new LinkedHashMap<Made, Path>();
        all.put(Made.FOLDER, profile.folder());
        if (!profile.isDefault()) {
            all.put(Made.PROFILES, profile.configuration().resolve("profiles"));
            all.put(Made.CONFIGURATION, profile.configuration());
        }
        return all;
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        boolean empty;
        try (var all = Files.list(folder)) {
            empty = all.findAny().isEmpty();
        }
        if (empty) {
            Files.delete(folder);
        }
    }

    private Path backup() {
        return profile.folder().resolve("esp_sa.espy-backup");
    }

    private Locked alone() throws IOException {
        return Locked.file(
                remembered(".lock"),
                patience,
                "Another Espy is busy with the profile " + profile.name() + "; try again when it is done.");
    }
}
