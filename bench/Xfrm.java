import espy.xfrm.XfrmText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;

/** Times splitting a file into lines and Espy's reading of it, both from bytes; prints seconds, and megabytes that the records hold. */
final class Xfrm {
    private static final int WARM = 3;
    private static final int RUNS = 7;

    public static void main(String[] args) throws Exception {
        byte[] bytes = Files.readAllBytes(Path.of(args[0]));
        System.out.printf("split %.4f%n", median(() -> lines(bytes)));
        System.out.printf("parse %.4f%n", median(() -> parse(bytes).states().size()));
        long before = used();
        XfrmText kept = parse(bytes);
        System.out.printf("records_mb %d%n", (used() - before) >> 20);
        System.out.printf("states %d%n", kept.states().size());
    }

    private static XfrmText parse(byte[] bytes) {
        return XfrmText.parse(new String(bytes, StandardCharsets.UTF_8)).value();
    }

    private static int lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).split("\n").length;
    }

    /** The result is used, so that the work cannot be left out by the compiler. */
    private static double median(Supplier<Integer> work) {
        double[] seconds = new double[RUNS];
        int seen = 0;
        for (int i = -WARM; i < RUNS; i++) {
            long start = System.nanoTime();
            seen += work.get();
            seconds[Math.max(i, 0)] = (System.nanoTime() - start) / 1e9;
        }
        if (seen == 0) {
            throw new IllegalStateException("nothing was read");
        }
        Arrays.sort(seconds);
        return seconds[RUNS / 2];
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
