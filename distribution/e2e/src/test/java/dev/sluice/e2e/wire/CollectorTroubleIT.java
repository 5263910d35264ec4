package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fake.FakeOpenAi;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Pause;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.RawResponse;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import dev.sluice.testkit.otlp.OtlpReceiver;
import dev.sluice.testkit.otlp.OtlpSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector in trouble is nobody else's trouble. Two gateways take turns under load: the collector of one takes everything,
 * that of the other is at first as well, which shows how far two equals differ, and then deaf, resets, or hardly answers.
 * Calls through both take as long, the heap stays as it is, and every span arrives or is counted.
 * {@code -Dsluice.trouble.seconds=600} says how long each kind lasts.
 */
final class CollectorTroubleIT {
    private static final int SECONDS = Integer.getInteger("sluice.trouble.seconds", 2);
    private static final int LONG = 60;

    /** A long run is looked at in parts, so that a minute in which the machine did something else decides nothing. */
    private static final int PARTS = SECONDS < LONG ? 1 : 20;

    private static final Duration WARM_UP = Duration.ofSeconds(Math.min(10, SECONDS));
    private static final int CALLERS = 4;
    private static final int FORGET_EVERY = 1000;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long FLAT_BYTES = 4 << 20;

    /** Spans of one call: its own, and that of its attempt. */
    private static final int SPANS = 2;

    private static final String BODY = "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String CALL = "POST /v1/chat/completions HTTP/1.1\r\n" + Rig.HOST + "\r\n" + Rig.AUTH
            + "\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)\\})? ([0-9.eE+]+)$");

    /** What is wrong with the collector. */
    private enum Trouble {
        /** Nothing: the noise that the others are held against. */
        WELL,
        /** It takes connections and reads no more than the head of a request. */
        DEAF,
        RESETTING,
        /** It reads everything, and takes a second or more over each answer. */
        SLOW;

        Script script() {
            return switch (this) {
                case WELL -> Script.answer("200 OK", "");
                case DEAF -> Script.beforeBody().stall();
                case RESETTING -> Faults.resetBeforeHead();
                case SLOW ->
                    Script.afterBody()
                            .splitEvery(1, Pause.BRIEF)
                            .head("200 OK", "X-Padding: " + "x".repeat(1000), "Content-Length: 0");
            };
        }

        /** As long as is wanted; what is well shows in less. */
        Duration lasts() {
            return Duration.ofSeconds(this == WELL ? Math.max(2, SECONDS / 5) : SECONDS);
        }

        /** Whether what reaches it has arrived. */
        boolean takes() {
            return this == WELL || this == SLOW;
        }
    }

    /** Which of them, where somebody has no time for all: {@code -Dsluice.trouble.kinds=WELL,SLOW}. */
    private static final List<Trouble> KINDS = Stream.of(
                    System.getProperty("sluice.trouble.kinds", "WELL,DEAF,RESETTING,SLOW")
                            .split(",", -1))
            .map(Trouble::valueOf)
            .toList();

    private final LongAdder taken = new LongAdder();
    private volatile Trouble trouble = Trouble.WELL;

    @TempDir
    Path directory;

    @Test
    void callsAreNoneTheWorseForIt() throws Exception {
        try (FakeOpenAi upstream = FakeOpenAi.start(Rig.UPSTREAM_KEY);
                OtlpReceiver well = OtlpReceiver.start();
                FaultyUpstream ill = FaultyUpstream.answering(this::script);
                Rig calm = rig("calm", upstream, well.port());
                Rig troubled = rig("troubled", upstream, ill.port())) {
            well.forget();
            Runnable forget = () -> {
                upstream.forgetRequests();
                ill.forgetRequests();
            };
            JvmProbe jvm = new JvmProbe(troubled.process().pid());
            Noise noise = Noise.ofShortRun();
            long before = dropped(troubled);
            for (Trouble kind : KINDS) {
                trouble = kind;
                // Until its queues are as full as they get.
                load(forget, calm, troubled, WARM_UP, new Pair());
                long heap = heap(troubled, jvm);
                long resident = jvm.residentKib();
                Duration calmCpu = cpu(calm);
                Duration troubledCpu = cpu(troubled);
                List<Pair> parts = new ArrayList<>();
                Pair all = new Pair();
                Trend heaps = new Trend("heap after collection");
                for (int part = 0; part < PARTS; part++) {
                    Pair now = new Pair();
                    load(forget, calm, troubled, kind.lasts().dividedBy(PARTS), now);
                    parts.add(now);
                    all.with.add(now.with);
                    all.without.add(now.without);
                    heaps.add(part, heap(troubled, jvm));
                }
                calmCpu = cpu(calm).minus(calmCpu);
                troubledCpu = cpu(troubled).minus(troubledCpu);
                long heapAfter = heap(troubled, jvm);
                long dropped = dropped(troubled);

                System.out.printf(
                        "Collector %s for %d s: %s (CPU %d ms); without: %s (CPU %d ms); heap %d -> %d KiB, resident"
                                + " %d -> %d KiB, %s; dropped %d%n",
                        kind,
                        kind.lasts().toSeconds(),
                        all.with,
                        troubledCpu.toMillis(),
                        all.without,
                        calmCpu.toMillis(),
                        heap >> 10,
                        heapAfter >> 10,
                        resident,
                        jvm.residentKib(),
                        heaps,
                        dropped - before);
                if (kind == Trouble.WELL && SECONDS >= LONG) {
                    noise = Noise.of(parts);
                }
                noise.check(parts);
                // An exporter that reads an answer byte by byte has work of its own, however many calls there are.
                assertThat(troubledCpu)
                        .as("CPU")
                        .isLessThan(calmCpu.multipliedBy(3)
                                .dividedBy(2)
                                .plus(kind.lasts().dividedBy(10)));
                // A long run fills its queues in the first half.
                double growth = PARTS > 1 ? heaps.growth() : heapAfter - heap;
                assertThat(growth).as(heaps.toString()).isLessThan(FLAT_BYTES);
                if (kind != Trouble.WELL) {
                    assertThat(dropped).as("dropped").isGreaterThan(before);
                }
                before = dropped;
                Eventually.await("every span is counted", SOON, () -> allAreCounted(troubled));
            }
            assertThat(troubled.process().stderr())
                    .as("stack traces of what is no bug")
                    .doesNotContain("\tat ");
        }
    }

    private Script script(RecordedRequest request) {
        Trouble now = trouble;
        Script script = now.script();
        return now.takes() && request.target().equals("/v1/traces")
                ? script.then(wire ->
                        taken.add(OtlpSpan.of(request.awaitBody(SOON).bytes()).size()))
                : script;
    }

    private Rig rig(String name, FakeOpenAi upstream, int collector) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("OPENAI_API_BASE", upstream.baseUrl());
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector);
        environment.put("OTEL_METRIC_EXPORT_INTERVAL", "1000");
        if (SECONDS < LONG) {
            // Else a slow machine has nothing to drop in so short a time.
            for (String queue : List.of("OTEL_BSP", "OTEL_BLRP")) {
                environment.put(queue + "_MAX_QUEUE_SIZE", "64");
                environment.put(queue + "_MAX_EXPORT_BATCH_SIZE", "16");
            }
        }
        return Rig.upstream(upstream.port())
                .general("access_log: off")
                .litellm("callbacks: [otel, prometheus]")
                .environment(environment)
                .start(Files.createDirectory(directory.resolve(name)));
    }

    /** Callers that take turns: whatever else the machine does, it does it to both. */
    private static void load(Runnable forget, Rig calm, Rig troubled, Duration time, Pair took) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        Parallel.forEach(CALLERS, CALLERS, time.plus(SOON), caller -> {
            try (RawHttpClient first = calm.connect();
                    RawHttpClient second = troubled.connect()) {
                for (int call = 1; System.nanoTime() < end; call++) {
                    took.without.add(timed(first));
                    took.with.add(timed(second));
                    if (call % FORGET_EVERY == 0) {
                        forget.run();
                    }
                }
            }
        });
    }

    private static long timed(RawHttpClient client) throws IOException {
        long start = System.nanoTime();
        RawResponse answer = client.send(CALL).readResponse();
        long took = System.nanoTime() - start;
        assertThat(answer.status()).isEqualTo(200);
        return took;
    }

    private static Duration cpu(Rig rig) {
        return ProcessHandle.of(rig.process().pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    private static long heap(Rig rig, JvmProbe jvm) throws IOException {
        jvm.collectGarbage();
        return sum(page(rig), "jvm_memory_used_bytes", "jvm_memory_type=\"heap\"");
    }

    private static long dropped(Rig rig) {
        return sum(page(rig), "sluice_telemetry_dropped_total", "sluice_sink=\"otel\"");
    }

    /** Each span arrived, was dropped, or waits. */
    private boolean allAreCounted(Rig rig) {
        long arrived = taken.sum();
        String page = page(rig);
        String spans = "sluice_signal=\"spans\"";
        long events = sum(page, "sluice_telemetry_dropped_total", "sluice_signal=\"events\",sluice_sink=\"otel\"")
                + sum(page, "sluice_telemetry_queue", "sluice_signal=\"events\",sluice_sink=\"otel\"");
        long calls = sum(page, "http_server_request_duration_seconds_count", "");
        return SPANS * (calls - events)
                == arrived
                        + sum(page, "sluice_telemetry_dropped_total", spans)
                        + sum(page, "sluice_telemetry_queue", spans);
    }

    private static String page(Rig rig) {
        try (RawHttpClient client = rig.connect()) {
            client.request("GET", "/metrics", Rig.HOST, Rig.AUTH);
            return client.readResponse().text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long the same calls took, with a collector in trouble and without. */
    private static final class Pair {
        private final Latencies with = new Latencies();
        private final Latencies without = new Latencies();

        double ratio(double quantile) {
            return with.millis(quantile) / without.millis(quantile);
        }

        static double ratio(List<Pair> parts, double quantile) {
            return parts.stream()
                    .map(part -> part.ratio(quantile))
                    .sorted()
                    .skip(parts.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * How much longer calls may take, as factors.
     *
     * @param median of the median
     * @param tail of the p99
     * @param millis what is not noticed of the p99 in any case; a twentieth of it, of the median
     */
    private record Noise(double median, double tail, double millis) {
        /** A few hundred calls have a p99 of three: a short run notices a call that waits. */
        static Noise ofShortRun() {
            return new Noise(1.4, 2, 10);
        }

        /** A long run is held against what its own two gateways differ while both are well, and a tenth. */
        static Noise of(List<Pair> parts) {
            return new Noise(1.1 * distance(parts, 0.5), 1.1 * distance(parts, 0.99), 0);
        }

        private static double distance(List<Pair> parts, double quantile) {
            double ratio = Pair.ratio(parts, quantile);
            return Math.max(ratio, 1 / ratio);
        }

        void check(List<Pair> parts) {
            double shortest = parts.get(0).without.millis(0.5);
            double shortestTail = parts.get(0).without.millis(0.99);
            assertThat(Pair.ratio(parts, 0.5)).as("median").isLessThan(median + millis / 20 / shortest);
            assertThat(Pair.ratio(parts, 0.99)).as("p99").isLessThan(tail + millis / shortestTail);
        }
    }

    /** The sum of a metric's series whose labels say that. */
    private static long sum(String page, String metric, String labels) {
        long sum = 0;
        Matcher sample = SAMPLE.matcher(page);
        while (sample.find()) {
            if (sample.group(1).equals(metric) && (sample.group(2) == null ? "" : sample.group(2)).contains(labels)) {
                sum += (long) Double.parseDouble(sample.group(3));
            }
        }
        return sum;
    }
}
