package dev.sluice.core.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.log.CallContent;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.spi.ContentSink;
import dev.sluice.core.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QueuedSinkTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Sink behind = new Sink();

    private static LogEvent event(String id) {
        return new LogEvent.RunStarted(id, TraceContext.NONE, Instant.EPOCH);
    }

    @Test
    void everythingArrivesInOrderBeforeAFlushCompletes() {
        try (QueuedSink sink = new QueuedSink("test", behind)) {
            for (int i = 0; i < 1000; i++) {
                sink.accept(event("run-" + i));
            }
            sink.flush().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
            assertThat(behind.told).hasSize(1000).first().isEqualTo("run-0");
            assertThat(sink.dropped()).isZero();
            assertThat(sink.depth()).isZero();
        }
        assertThat(behind.closed).isTrue();
    }

    @Test
    void aStuckSinkHoldsUpNobodyAndWhatDoesNotFitIsCounted() throws InterruptedException {
        QueuedSink sink = new QueuedSink("test", behind, 10, Duration.ofMillis(1));
        behind.stuck = new CountDownLatch(1);
        sink.accept(event("first"));
        assertThat(behind.entered.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 100; i++) {
            sink.accept(event("run-" + i));
        }
        assertThat(sink.depth()).isEqualTo(10);
        assertThat(sink.dropped()).isEqualTo(90);
        behind.stuck.countDown();
        sink.flush().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(behind.told).hasSize(11);
        sink.close();
    }

    @Test
    void aSinkThatThrowsIsToldTheNextOne() {
        try (QueuedSink sink = new QueuedSink("test", behind, 10, SOON)) {
            sink.accept(event("bad"));
            sink.accept(event("good"));
            sink.flush().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
            assertThat(behind.told).containsExactly("good");
            assertThat(sink.dropped()).isEqualTo(1);
        }
    }

    @Test
    void whatASinkThatDiedWasNotToldIsLostAndCounted() throws InterruptedException {
        QueuedSink sink = new QueuedSink("test", behind, 10, SOON);
        behind.stuck = new CountDownLatch(1);
        sink.accept(event("fatal"));
        assertThat(behind.entered.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 5; i++) {
            sink.accept(event("run-" + i));
        }
        CompletableFuture<Void> flushed = sink.flush().toCompletableFuture();
        behind.stuck.countDown();
        flushed.orTimeout(10, TimeUnit.SECONDS).join();
        sink.close();
        sink.accept(event("late"));
        assertThat(sink.dropped())
                .as("five that waited, and one that came late")
                .isEqualTo(6);
        assertThat(sink.depth()).isZero();
    }

    @Test
    void onlyTheEntitledAreToldContentAndNeverAKey() {
        Sink other = new Sink();
        SinkList all = new SinkList(List.of(behind, other), List.of(behind), new Redactor(List.of(), List.of()));
        all.content(new CallContent("c", "sk-0123456789abcdef", "fine", false));
        assertThat(behind.told).containsExactly("*** fine");
        assertThat(other.told).isEmpty();
        assertThat(all.wantsContent()).isTrue();
        assertThat(new SinkList(List.of(behind), List.of(), new Redactor(List.of(), List.of())).wantsContent())
                .isFalse();
    }

    private static final class Sink implements ContentSink {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final CountDownLatch entered = new CountDownLatch(1);
        private volatile CountDownLatch stuck = new CountDownLatch(0);
        private volatile boolean closed;

        @Override
        public void accept(LogEvent event) {
            entered.countDown();
            try {
                stuck.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            if (event.callId().equals("bad")) {
                throw new IllegalStateException("planted");
            }
            if (event.callId().equals("fatal")) {
                throw new AssertionError("planted");
            }
            told.add(event.callId());
        }

        @Override
        public void content(CallContent content) {
            told.add(content.request() + " " + content.answer());
        }

        @Override
        public CompletionStage<Void> flush() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
