package espy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

/**
 * Real gateways with real faults, each checked from the end at which the fault shows and from both ends. Writes {@code
 * target/fault-matrix.md}; fails when a scenario no longer holds that {@code src/lab/held.tsv} says held.
 *
 * <p>System properties: {@code lab.scenarios} is {@code subset} (the default, {@code src/lab/subset.txt}), {@code all}, or names with commas;
 * {@code lab.jobs} is how many run side by side. The answers of a commit are kept under {@code matrix/} of the lab's state and are not asked for
 * again, so that a run that was stopped goes on.
 */
@Tag("lab")
class FaultMatrixTest {
    private static final Path HELD = Scenario.LAB.resolve("held.tsv");
    private static final Path REPORT = Path.of("target/fault-matrix.md");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theTruthComesFirst() throws Exception {
        assumeTrue(
                Files.isExecutable(LabInstance.STATE.resolve("kernel/linux")),
                "the lab is not set up: src/lab/lab setup");
        var rows = Collections.synchronizedMap(new TreeMap<String, MatrixReport.Row>());
        var scenarios = chosen();
        int jobs = Integer.getInteger("lab.jobs", 1);
        var free = new java.util.concurrent.ArrayBlockingQueue<String>(jobs);
        for (int i = 0; i < jobs; i++) {
            free.add("matrix" + i);
        }
        var running = new ArrayList<Future<?>>();
        try (var workers = Executors.newFixedThreadPool(jobs)) {
            for (Scenario s : scenarios) {
                running.add(workers.submit(() -> {
                    String instance = free.take();
                    try {
                        MatrixReport.Row row = row(s, instance);
                        rows.put(s.name(), row);
                        System.out.println(MatrixReport.line(row));
                    } catch (IOException | RuntimeException e) {
                        System.out.println(s.name() + ": " + e); // too few rows fail the test
                    } finally {
                        free.add(instance);
                        Files.createDirectories(REPORT.getParent());
                        Files.writeString(REPORT, MatrixReport.of(List.copyOf(rows.values())));
                    }
                    return null;
                }));
            }
        }

        for (Future<?> f : running) {
            f.get();
        }
        assertThat(rows)
                .as("scenarios that could be run: a virtual machine may fail to come up, but not often")
                .hasSizeGreaterThanOrEqualTo(scenarios.size() * 3 / 4);
        assertThat(worse(rows.values()))
                .as("held before, and does not hold now")
                .isEmpty();
        assertThat(rows.values().stream().filter(r -> r.scenario().healthy()).flatMap(r -> Stream.concat(
                                r.one().alarms().stream(), r.both().alarms().stream())
                        .map(a -> r.scenario().name() + ": " + a)))
                .as("false alarms")
                .isEmpty();
        assertThat(rows.values().stream().flatMap(r -> Stream.concat(r.one().left().stream(), r.both().left().stream())
                        .map(l -> r.scenario().name() + ": " + l)))
                .as("left behind")
                .isEmpty();
    }

    private static List<Scenario> chosen() throws IOException {
        String wanted = System.getProperty("lab.scenarios", "subset");
        if (wanted.equals("all")) {
            return Scenario.all();
        }
        Stream<String> names = wanted.equals("subset")
                ? Files.readAllLines(Scenario.LAB.resolve("subset.txt")).stream()
                : Stream.of(wanted.split(",", -1));
        return names.filter(n -> !n.isBlank() && !n.startsWith("#"))
                .map(Scenario::named)
                .toList();
    }

    /** A scenario that did worse than before is given a second chance: two virtual machines on one processor may be late once. */
    private static MatrixReport.Row row(Scenario s, String instance) throws IOException, InterruptedException {
        Path kept = kept();
        try {
            MatrixReport.Row first = asked(s, instance, kept);
            if (first.one().error().isEmpty()
                    && first.both().error().isEmpty()
                    && worse(List.of(first)).isEmpty()) {
                return first;
            }
        } catch (IOException e) {
            System.out.println(s.name() + " once more: " + e.getMessage());
        }
        for (String ends : List.of("one", "both")) {
            Files.deleteIfExists(kept.resolve(s.name() + "-" + ends + ".txt"));
        }
        return asked(s, instance, kept);
    }

    private static MatrixReport.Row asked(Scenario s, String instance, Path kept)
            throws IOException, InterruptedException {
        if (!answered(kept, s, "one") || !answered(kept, s, "both")) {
            try (var lab = LabInstance.up(instance, s)) {
                ask(lab, s, kept, "one");
                ask(lab, s, kept, "both");
            }
        }
        return new MatrixReport.Row(s, outcome(kept, s, "one"), outcome(kept, s, "both"));
    }

    /** Where the answers of this commit are kept; what is not committed has a place of its own, which is emptied by nobody but its owner. */
    private static Path kept() throws IOException, InterruptedException {
        return Files.createDirectories(LabInstance.STATE
                .resolve("matrix")
                .resolve(System.getProperty(
                        "lab.commit",
                        git("rev-parse", "--short", "HEAD")
                                + (git("status", "--porcelain", "src", "checklists")
                                                .isEmpty()
                                        ? ""
                                        : "-" + ProcessHandle.current().pid()))));
    }

    private static String git(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(words)).toList())
                .start();
        String said =
                new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? said : "none";
    }

    private static boolean answered(Path kept, Scenario s, String ends) {
        return Files.exists(kept.resolve(s.name() + "-" + ends + ".txt"));
    }

    private static void ask(LabInstance lab, Scenario s, Path kept, String ends)
            throws IOException, InterruptedException {
        String end = s.visibleFrom().equals("right") ? "right" : "left";
        var arguments = new ArrayList<>(List.of(
                "check",
                LabInstance.gateway(end),
                s.stimulus().equals("initiate") ? "--active=initiate" : "--active",
                "--json"));
        if (ends.equals("both")) {
            arguments.add("--peer-gateway=" + LabInstance.gateway(end.equals("left") ? "right" : "left"));
        }
        if (s.stimulus().equals("ping")) {
            String[] hosts =
                    lab.exec("fn", "eval", "echo $HL $HR").out().strip().split(" ", -1);
            arguments.add("--from=" + hosts[end.equals("left") ? 0 : 1]);
            arguments.add("--to=" + hosts[end.equals("left") ? 1 : 0]);
        }
        var before = Footprint.both(lab, true);
        long started = System.nanoTime();
        var said = lab.espy(arguments);
        double seconds = (System.nanoTime() - started) / 1e9;
        var left = Footprint.changes(before, Footprint.both(lab, false));
        Path file = kept.resolve(s.name() + "-" + ends);
        Files.writeString(Path.of(file + ".json"), said.out());
        Files.writeString(Path.of(file + ".err"), said.err());
        Files.writeString(
                Path.of(file + ".txt"), String.format(Locale.ROOT, "%.1f%n%s", seconds, String.join("\n", left)));
    }

    private static Outcome outcome(Path kept, Scenario s, String ends) throws IOException {
        String file = kept.resolve(s.name() + "-" + ends).toString();
        var measured = Files.readAllLines(Path.of(file + ".txt"));
        double seconds = Double.parseDouble(measured.getFirst());
        String said = Files.readString(Path.of(file + ".json"));
        if (said.isBlank()) {
            return Outcome.failed(Files.readString(Path.of(file + ".err")), seconds);
        }
        return Outcome.of(
                s,
                JSON.readTree(said),
                seconds,
                measured.stream().skip(1).filter(l -> !l.isBlank()).toList());
    }

    /** The scenarios that are graded lower than the last time that the grades were written down. */
    private static List<String> worse(Collection<MatrixReport.Row> rows) throws IOException {
        var held = new HashMap<String, String[]>();
        for (String line : Files.readAllLines(HELD)) {
            String[] cells = line.split("\t", -1);
            if (cells.length == 3 && !line.startsWith("#")) {
                held.put(cells[0], cells);
            }
        }
        return rows.stream()
                .filter(r -> held.containsKey(r.scenario().name()))
                .filter(r -> r.one().grade(r.scenario())
                                < Integer.parseInt(held.get(r.scenario().name())[1])
                        || r.both().grade(r.scenario())
                                < Integer.parseInt(held.get(r.scenario().name())[2]))
                .map(MatrixReport::line)
                .toList();
    }
}
