package espy.diagnosis;

import espy.checklist.Checklist;
import espy.checklist.ChecklistReader;
import espy.checklist.Complaint;
import espy.checklist.Expression;
import espy.checklist.Node;
import espy.checklist.SourceFile;
import espy.checklist.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The knowledge of the program: checklists and causes, the built-in ones and a person's own. Immutable and thread-safe. The first time it
 * takes a while, so it is done in the background while the gateway is being reached and answers.
 *
 * @param complaints what is wrong with a person's own files; the rest of them is used all the same
 */
public record Library(List<Checklist> checklists, Causes causes, List<Complaint> complaints) {
    private static final List<String> BUILT_IN = List.of("phase-1.yaml", "phase-2.yaml", "causes.yaml");
    private static final int MOST_FILES = 100;
    private static final long MOST_BYTES = 2 << 20;

    public Library {
        checklists = List.copyOf(checklists);
        complaints = List.copyOf(complaints);
    }

    /** What is in the program itself. */
    public static Library builtIn() {
        return load(Optional.empty());
    }

    /**
     * Loads on a thread of its own, which then compiles all conditions: most of them are needed once the gateway has answered.
     *
     * @param own as for {@link #load}
     */
    public static CompletableFuture<Library> inBackground(Optional<Path> own) {
        var library = new CompletableFuture<Library>();
        Thread.ofPlatform().daemon().name("knowledge").start(() -> {
            try {
                Library loaded = load(own);
                library.complete(loaded);
                loaded.prepare();
            } catch (RuntimeException | Error e) {
                library.completeExceptionally(e);
            }
        });
        return library;
    }

    private void prepare() {
        checklists.stream().flatMap(Checklist::conditions).forEach(Expression::prepare);
        causes.conditions().forEach(Expression::prepare);
    }

    /**
     * The built-in knowledge and what a person added.
     *
     * @param own a folder of {@code .yaml} files; it need not exist
     */
    public static Library load(Optional<Path> own) {
        var loading = new Loading();
        BUILT_IN.forEach(name -> loading.add(new SourceFile(name, resource(name)), false));
        loading.addCauses(false);
        own.filter(Files::isDirectory).ifPresent(loading::addFolder);
        loading.addCauses(true);
        return new Library(loading.checklists, loading.causes, loading.complaints);
    }

    /** The ids of all checks. */
    public Set<String> checks() {
        var ids = new HashSet<String>();
        checklists.forEach(l -> l.checks().forEach(c -> ids.add(c.id())));
        return ids;
    }

    private static String resource(String name) {
        try (InputStream in = Library.class.getResourceAsStream("/checklists/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: checklists/" + name + " is not in it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects what several files hold. */
    private static final class Loading {
        final List<Checklist> checklists = new ArrayList<>();
        final List<Complaint> complaints = new ArrayList<>();
        final Set<String> checks = new HashSet<>();
        /** Files of causes, put off until all checks are known. */
        final Map<SourceFile, Node> waiting = new LinkedHashMap<>();

        Causes causes = Causes.NONE;

        void addFolder(Path folder) {
            try (var files = Files.list(folder)) {
                files.filter(f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
                        .filter(f -> !Files.isDirectory(f))
                        .sorted()
                        .limit(MOST_FILES)
                        .forEach(this::addFile);
            } catch (IOException | UncheckedIOException e) {
                complaints.add(new Complaint(folder.toString(), 1, 1, "the folder cannot be read", ""));
            }
        }

        private void addFile(Path path) {
            try {
                // a pipe would be waited for without end, and a large file fill the memory
                if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
                    complaints.add(new Complaint(path.toString(), 1, 1, "this is no text file of at most 2 MiB", ""));
                    return;
                }
                add(new SourceFile(path.toString(), Files.readString(path)), true);
            } catch (IOException e) {
                complaints.add(new Complaint(path.toString(), 1, 1, "the file cannot be read as UTF-8 text", ""));
            }
        }

        void add(SourceFile file, boolean eager) {
            Yaml.read(file).ifPresent(root -> {
                if (root instanceof Node.Mapping m && m.fields().containsKey("causes")) {
                    waiting.put(file, root);
                } else {
                    addChecklist(file, ChecklistReader.read(file, root, eager, Set.of()), root);
                }
            });
            if (!waiting.containsKey(file)) {
                complaints.addAll(file.complaints());
            }
        }

        void addCauses(boolean eager) {
            var ids = new HashSet<>(causes.ids());
            waiting.forEach((file, root) -> ids.addAll(CauseReader.ids(file, root)));
            waiting.forEach((file, root) -> {
                Causes more = Causes.read(file, root, eager, Set.of(), checks, ids);
                more.ids().stream()
                        .filter(causes::has)
                        .sorted()
                        .forEach(id ->
                                file.complain(root, "the cause " + id + " is known already; this one is not used"));
                causes = causes.and(more);
                complaints.addAll(file.complaints());
            });
            waiting.clear();
        }

        private void addChecklist(SourceFile file, Checklist list, Node root) {
            if (checklists.stream().anyMatch(l -> l.id().equals(list.id()))) {
                file.complain(root, "there is a checklist " + list.id() + " already; this one is not used");
                return;
            }
            var fresh = new ArrayList<Checklist.Check>();
            for (Checklist.Check c : list.checks()) {
                if (checks.add(c.id())) {
                    fresh.add(c);
                } else {
                    file.complain(root, "there is a check " + c.id() + " already; this one is not used");
                }
            }
            checklists.add(new Checklist(list.id(), list.title(), list.file(), fresh));
        }
    }
}
