package dev.sluice.logging.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.spi.LogSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AccessLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static void flush(LogSink log) {
        log.flush().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** The ids of calls in order, and {@code -n} for n that were dropped. */
    private static List<String> entries(String text) {
        return text.lines()
                .filter(line -> !line.isEmpty())
                .map(Calls::parse)
                .map(line -> line.get("call_id")
                        .flatMap(JsonNode::asText)
                        .orElseGet(() ->
                                "-" + ((JsonNode.NumberNode) line.get("dropped").orElseThrow()).literal()))
                .toList();
    }

    @Test
    void appendsToAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("access.log");
        for (String id : List.of("a", "b")) {
            try (LogSink log = AccessLog.open(file.toString(), Calls.CLOCK)) {
                log.accept(Calls.withId(id));
            }
        }
        assertThat(entries(Files.readString(file))).containsExactly("a", "b");
    }

    @Test
    void aFileThatCannotBeOpenedIsAnError(@TempDir Path folder) {
        assertThatThrownBy(() -> AccessLog.open(folder.resolve("no/such/folder").toString(), Calls.CLOCK))
                .isInstanceOf(IOException.class);
    }

    @Test
    void offTakesEverythingAndWritesNothing() throws IOException {
        try (LogSink log = AccessLog.open("off", Calls.CLOCK)) {
            log.accept(Calls.withId("a"));
            flush(log);
        }
        assertThat(Path.of("off")).doesNotExist();
    }

    @Test
    void flushCompletesWhenEverythingIsOut() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AccessLog log = AccessLog.to(out, Calls.CLOCK)) {
            log.accept(new LogEvent.Attempted("a", Calls.attempt(1, 200)));
            log.accept(Calls.withId("a"));
            flush(log);
            assertThat(entries(out.toString(UTF_8))).containsExactly("a");
        }
    }

    @Test
    void linesOfManyThreadsDoNotMix() throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AccessLog log = AccessLog.to(out, Calls.CLOCK, 100_000, PATIENCE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        IntStream.range(0, 4)
                .forEach(thread -> threads.execute(
                        () -> IntStream.range(0, 5000).forEach(i -> log.accept(Calls.withId(thread + "-" + i)))));
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        log.close();
        List<String> entries = entries(out.toString(UTF_8));
        assertThat(entries).hasSize(20_000).doesNotHaveDuplicates();
        for (int thread = 0; thread < 4; thread++) {
            String prefix = thread + "-";
            assertThat(entries.stream().filter(id -> id.startsWith(prefix)))
                    .as("in order")
                    .containsExactlyElementsOf(
                            IntStream.range(0, 5000).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void dropsAndCountsWhatTheQueueCannotHold() throws InterruptedException {
        StubbornOutput out = new StubbornOutput();
        try (AccessLog log = AccessLog.to(out, Calls.CLOCK, 2, PATIENCE)) {
            CountDownLatch gate = out.block();
            log.accept(Calls.withId("a"));
            out.awaitBlocked();
            for (String id : List.of("b", "c", "d", "e", "f")) {
                log.accept(Calls.withId(id));
            }
            assertThat(log.depth()).isEqualTo(2);
            gate.countDown();
            flush(log);
            assertThat(entries(out.text())).containsExactly("a", "-3", "b", "c");
            log.accept(Calls.withId("g"));
            flush(log);
            assertThat(log.depth()).isZero();
            assertThat(log.dropped()).as("told once, counted for good").isEqualTo(3);
            assertThat(entries(out.text())).containsExactly("a", "-3", "b", "c", "g");
        }
    }

    @Test
    void countsWhatAFailingOutputLost() {
        StubbornOutput out = new StubbornOutput();
        try (AccessLog log = AccessLog.to(out, Calls.CLOCK)) {
            out.fail(true);
            for (String id : List.of("a", "b", "c")) {
                log.accept(Calls.withId(id));
                flush(log);
            }
            out.fail(false);
            log.accept(Calls.withId("d"));
            flush(log);
            assertThat(out.text()).startsWith("{\"tim\n{");
            assertThat(entries(out.text().substring(5))).containsExactly("-3", "d");
        }
    }

    @Test
    void aRecordThatCannotBeToldIsLostAlone() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AccessLog log = AccessLog.to(out, Calls.CLOCK)) {
            log.accept(Calls.withDuration(Duration.ofSeconds(Long.MAX_VALUE)));
            log.accept(Calls.withId("b"));
            flush(log);
            assertThat(entries(out.toString(UTF_8))).containsExactlyInAnyOrder("-1", "b");
        }
    }

    @Test
    void closeWaitsForABoundedTimeOnly() {
        StubbornOutput out = new StubbornOutput();
        AccessLog log = AccessLog.to(out, Calls.CLOCK, 10, Duration.ofMillis(20));
        CountDownLatch gate = out.block();
        log.accept(Calls.withId("a"));
        log.close();
        assertThat(out.text()).isEmpty();
        gate.countDown();
        flush(log);
    }

    @Test
    void afterTheEndNothingHangsAndNothingThrows() {
        StubbornOutput out = new StubbornOutput();
        AccessLog log = AccessLog.to(out, Calls.CLOCK);
        log.accept(Calls.withId("a"));
        log.close();
        assertThat(out.isClosed()).isTrue();
        assertThat(entries(out.text())).containsExactly("a");
        log.accept(Calls.withId("b"));
        flush(log);
        log.close();
        assertThat(entries(out.text())).containsExactly("a");
    }
}
