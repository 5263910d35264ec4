package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.RawHttpClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Steady load of every kind, with clients that leave, upstreams that break off, refusals and uploads: heap after a
 * collection, direct memory, descriptors and threads stay what they are. {@code -Dsluice.soak.seconds=1800} says for how
 * long, {@code -Dsluice.soak.rate=300} at how many calls a second; without a rate it is 70 % of what this machine does.
 *
 * <p>Not part of a build: in seconds, nothing grows.
 */
@EnabledIfSystemProperty(named = "sluice.soak.seconds", matches = "\\d+")
final class SoakIT {
    private static final long SECONDS = Long.getLong("sluice.soak.seconds", 0);
    private static final double LOAD = 0.7;
    private static final int CALLERS = 8;
    private static final int SAMPLES = 120;
    private static final long WARM_UP_SECONDS = 20;
    private static final long TRIAL_SECONDS = 10;

    private static final double MOST_HEAP_KIB = 3 << 10;
    private static final double MOST_DIRECT_KIB = 2 << 10;
    private static final double MOST_DESCRIPTORS = 8;
    private static final double MOST_THREADS = 2;

    @TempDir
    Path directory;

    private final SoakMix mix = new SoakMix();
    private final Trend heap = new Trend("heap after a collection, KiB");
    private final Trend direct = new Trend("direct memory, KiB");
    private final Trend descriptors = new Trend("descriptors");
    private final Trend threads = new Trend("threads");
    private final AtomicLong calls = new AtomicLong();

    @Test
    void nothingGrows() throws Exception {
        try (CannedUpstream upstream = CannedUpstream.answering(mix);
                Rig rig = Rig.upstream(upstream.port())
                        .general("access_log: access.jsonl")
                        .models(
                                deployment("gpt-4", "one", upstream),
                                deployment("gpt-4", "two", upstream),
                                deployment("limited", "three", upstream))
                        .litellm("callbacks: [prometheus]")
                        .javaOptions(JvmProbe.TRACKING)
                        .start(directory);
                JvmManagement jvm = JvmManagement.attach(rig.process().pid())) {
            load(rig, WARM_UP_SECONDS, Double.MAX_VALUE);
            double rate = rate(rig);
            System.out.printf("%.0f calls a second for %d s%n", rate, SECONDS);
            calls.set(0);
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> load(rig, SECONDS, rate));
            sample(rig, jvm, load);
            load.join();
            System.out.printf("%d calls%n%s%n%s%n%s%n%s%n", calls.get(), heap, direct, descriptors, threads);
            assertThat(heap.growth()).as(heap.toString()).isLessThan(MOST_HEAP_KIB);
            assertThat(direct.growth()).as(direct.toString()).isLessThan(MOST_DIRECT_KIB);
            assertThat(descriptors.growth()).as(descriptors.toString()).isLessThan(MOST_DESCRIPTORS);
            assertThat(threads.growth()).as(threads.toString()).isLessThan(MOST_THREADS);
        }
    }

    /** Broken streams are no reason to let a deployment rest; the refusals have one of their own. */
    private static String deployment(String group, String account, CannedUpstream upstream) {
        return "- {model_name: " + group + ", litellm_params: {model: openai/" + group + ", api_key: sk-" + account
                + "-0123456789, api_base: 'http://127.0.0.1:" + upstream.port() + "/v1'}}";
    }

    private double rate(Rig rig) {
        Long given = Long.getLong("sluice.soak.rate");
        if (given != null) {
            return given;
        }
        calls.set(0);
        load(rig, TRIAL_SECONDS, Double.MAX_VALUE);
        return LOAD * calls.get() / TRIAL_SECONDS;
    }

    private void sample(Rig rig, JvmManagement jvm, CompletableFuture<Void> load) throws IOException {
        JvmProbe probe = new JvmProbe(rig.process().pid());
        long start = System.nanoTime();
        for (int sample = 0; sample < SAMPLES && !load.isDone(); sample++) {
            long due = start + (long) (1e9 * SECONDS * (sample + 1) / (SAMPLES + 1));
            waitUntil(due);
            double seconds = (System.nanoTime() - start) / 1e9;
            heap.add(seconds, jvm.heapKib());
            direct.add(seconds, probe.directKib());
            descriptors.add(seconds, probe.descriptors());
            threads.add(seconds, jvm.threads());
        }
    }

    /** Each caller makes its calls when they are due, and catches up where it is late. */
    private void load(Rig rig, long seconds, double rate) {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        double between = 1e9 * CALLERS / rate;
        try {
            Parallel.forEach(CALLERS, CALLERS, Duration.ofSeconds(seconds + 60), caller -> {
                try (RawHttpClient client = SoakMix.connect(rig)) {
                    SoakMix.Kind[] kinds = SoakMix.Kind.values();
                    for (long call = 0; System.nanoTime() < end; call++) {
                        waitUntil(start + (long) (between * (call + (double) caller / CALLERS)));
                        SoakMix.call(kinds[(int) ((call + caller) % kinds.length)], rig, client);
                        calls.incrementAndGet();
                    }
                }
            });
        } catch (Exception e) {
            throw new AssertionError("A call went wrong", e);
        }
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
