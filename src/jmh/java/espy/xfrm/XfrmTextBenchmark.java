package espy.xfrm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads what {@code ip -s xfrm state} prints, beside the least that anybody can do with the same bytes: splitting them into lines. The system
 * property {@code espy.bench.state} names the file.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
public class XfrmTextBenchmark {
    private byte[] text = new byte[0];

    @Setup
    public void read() throws IOException {
        text = Files.readAllBytes(Path.of(System.getProperty("espy.bench.state", "")));
    }

    @Benchmark
    public Object split() {
        return new String(text, StandardCharsets.UTF_8).split("\n");
    }

    @Benchmark
    public Object parse() {
        return XfrmText.parse(text);
    }
}
