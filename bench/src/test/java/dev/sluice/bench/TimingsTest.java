package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Times benchmarks as JMH means it, in processes of their own: {@code -Dsluice.bench=REGEX} says which. For reading. */
@EnabledIfSystemProperty(named = "sluice.bench", matches = ".+")
class TimingsTest {
    private static final int FORKS = 3;

    @Test
    void time() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(System.getProperty("sluice.bench"))
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(FORKS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
        assertThat(results).isNotEmpty();
    }
}
