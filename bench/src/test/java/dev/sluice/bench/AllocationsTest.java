package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every benchmark for a moment and compares what it allocates with {@code allocations.txt}: bytes for each operation,
 * of which a fifth more is too much. Times are not looked at, since they say more of the machine than of the code.
 */
class AllocationsTest {
    private static final Path TABLE = Path.of("allocations.txt");
    private static final double SLACK = 1.2;

    /** Long enough for the compiler to do away with what never leaves a method, on a machine that has nothing else to do. */
    private static final TimeValue WARM_UP = TimeValue.milliseconds(500);

    /** For those that seem to need more: their code may not have been compiled yet. */
    private static final TimeValue LONG_WARM_UP = TimeValue.seconds(5);

    private static final TimeValue MEASUREMENT = TimeValue.milliseconds(100);

    @Test
    void nothingAllocatesMoreThanTheTableSays() throws RunnerException, IOException {
        Map<String, Long> allowed = table();
        Map<String, Long> measured = measure("Bench\\.", WARM_UP);
        String suspects = measured.entrySet().stream()
                .filter(row -> row.getValue() > most(allowed, row.getKey()))
                .map(row -> row.getKey().replace(".", "\\.") + "$")
                .collect(Collectors.joining("|"));
        if (!suspects.isEmpty()) {
            measured.putAll(measure(suspects, LONG_WARM_UP));
        }
        String table = written(measured);
        System.out.println(table);
        assertThat(measured.keySet())
                .as("every benchmark has a row:%n%s", table)
                .isEqualTo(allowed.keySet());
        assertThat(measured)
                .as(
                        "bytes for each operation; where more are needed, say why in the commit that changes the table:%n%s",
                        table)
                .allSatisfy((name, bytes) -> assertThat(bytes).as(name).isLessThanOrEqualTo(most(allowed, name)));
    }

    private static long most(Map<String, Long> allowed, String name) {
        return (long) (SLACK * allowed.getOrDefault(name, 0L));
    }

    private static Map<String, Long> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.strip().split("\\s+", 2))
                .collect(Collectors.toMap(
                        row -> row[0], row -> Long.parseLong(row[1]), (first, second) -> second, TreeMap::new));
    }

    private static Map<String, Long> measure(String benchmarks, TimeValue warmUp) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmarks)
                        .forks(0)
                        .warmupIterations(2)
                        .warmupTime(warmUp)
                        .measurementIterations(3)
                        .measurementTime(MEASUREMENT)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run().stream()
                        .collect(Collectors.toMap(
                                AllocationsTest::name,
                                AllocationsTest::bytes,
                                (first, second) -> second,
                                TreeMap::new));
    }

    private static String name(RunResult result) {
        String[] words = result.getParams().getBenchmark().split("\\.", -1);
        return words[words.length - 2] + "." + words[words.length - 1];
    }

    private static long bytes(RunResult result) {
        Result<?> allocated =
                Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
        return Math.round(allocated.getStatistics().getMin());
    }

    private static String written(Map<String, Long> bytes) {
        return bytes.entrySet().stream()
                .map(row -> "%-40s %6d".formatted(row.getKey(), row.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
