package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.core.spi.LogSink;
import dev.sluice.testkit.fault.Gate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link LogSink} must do. A subclass says how one is made that writes to a target of the test. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class LogSinkContract {
    private static final int MANY = 200;
    private static final int FLOOD = 200_000;

    /**
     * A sink that writes to this target, one call of it for each record that it writes, whatever the format; the record
     * holds the call id of its event. The target may block, or throw.
     */
    protected abstract LogSink newLogSink(Target target);

    /** Where the sink of a test writes. */
    @FunctionalInterface
    public interface Target {
        /** Takes one record, as text. */
        void write(String line);
    }

    @Test
    void whatWasAcceptedIsWrittenBeforeTheFlushCompletes() {
        RecordedLines lines = new RecordedLines();
        try (LogSink sink = newLogSink(lines)) {
            sink.accept(LogEvents.attempted("call-a"));
            sink.accept(LogEvents.completed("call-b"));
            Stages.await(sink.flush());
            assertThat(lines.about("call-b")).hasSize(1);
            assertThat(lines.about("call-a")).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void eachEventIsWrittenOnceThoughManyComeAtOnce() {
        RecordedLines lines = new RecordedLines();
        try (LogSink sink = newLogSink(lines)) {
            List<CompletableFuture<Void>> accepted = IntStream.range(0, MANY)
                    .mapToObj(
                            i -> CompletableFuture.runAsync(() -> sink.accept(LogEvents.completed("call-" + i + "."))))
                    .toList();
            accepted.forEach(Stages::await);
            Stages.await(sink.flush());
            Stages.await(sink.flush());
            assertThat(IntStream.range(0, MANY))
                    .allSatisfy(i -> assertThat(lines.about("call-" + i + ".")).hasSize(1));
        }
    }

    @Test
    void anEmptyFlushCompletes() {
        try (LogSink sink = newLogSink(line -> {})) {
            Stages.await(sink.flush());
        }
    }

    @Test
    void aStuckTargetBlocksNobodyAndFillsNoMemory() {
        Gate stuck = new Gate();
        AtomicLong written = new AtomicLong();
        LogSink sink = newLogSink(line -> {
            stuck.await(Limits.SOON.multipliedBy(6));
            written.incrementAndGet();
        });
        try {
            Stages.await(CompletableFuture.runAsync(() -> accept(sink, FLOOD)));
            assertThat(written)
                    .as("all was accepted while the target was stuck")
                    .hasValue(0);
            stuck.open();
            Stages.await(sink.flush());
            assertThat(written.get())
                    .as("a bounded queue has dropped some of " + FLOOD)
                    .isBetween(1L, FLOOD - 1L);
        } finally {
            stuck.open();
            sink.close();
        }
    }

    private static void accept(LogSink sink, int events) {
        for (int i = 0; i < events; i++) {
            sink.accept(LogEvents.completed("call-" + i + "."));
        }
    }

    @Test
    void aTargetThatThrowsHarmsNobody() {
        try (LogSink sink = newLogSink(line -> {
            throw new IllegalStateException("planted");
        })) {
            assertThatCode(() -> accept(sink, MANY)).doesNotThrowAnyException();
            Stages.await(sink.flush());
        }
    }

    @Test
    void closingWritesWhatIsLeft() {
        RecordedLines lines = new RecordedLines();
        LogSink sink = newLogSink(lines);
        sink.accept(LogEvents.completed("call-last"));
        sink.close();
        assertThat(lines.about("call-last")).hasSize(1);
    }

    @Test
    void aClosedSinkStaysPolite() {
        RecordedLines lines = new RecordedLines();
        LogSink sink = newLogSink(lines);
        sink.close();
        assertThatCode(() -> {
                    sink.accept(LogEvents.completed("call-late"));
                    sink.close();
                })
                .doesNotThrowAnyException();
        Stages.await(sink.flush());
        assertThat(lines.about("call-late")).hasSizeLessThanOrEqualTo(1);
    }
}
