package dev.sluice.core.sink;

import dev.sluice.core.log.CallContent;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.spi.ContentSink;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.MetricsPage;
import dev.sluice.core.trace.Sampling;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A sink behind a queue and a daemon thread: whoever tells it something hands over and goes. Full means dropped and counted,
 * and so does whatever the sink throws on. The thread closes the sink when it ends. Thread-safe.
 */
public final class QueuedSink implements ContentSink {
    /** Events that may wait. */
    public static final int CAPACITY = 8192;

    /** How long {@link #close} waits at most. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** After so many a {@link BatchSink} is told that they are enough. */
    private static final int BATCH = 256;

    private final LogSink sink;
    private final Runnable batchOver;
    private final int capacity;
    private final Duration patience;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Optional<Sampling> sampling;
    private final Nap nap = new Nap();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ended;

    /** That sink behind a queue of the usual size; the name is that of the thread. */
    public QueuedSink(String name, LogSink sink) {
        this(name, sink, CAPACITY, PATIENCE);
    }

    /**
     * That sink behind a queue.
     *
     * @param name that of the thread
     * @param capacity events that may wait
     * @param patience how long {@link #close} waits at most
     */
    public QueuedSink(String name, LogSink sink, int capacity, Duration patience) {
        this.sink = sink;
        this.batchOver = sink instanceof BatchSink batching ? batching::batchOver : () -> {};
        this.capacity = capacity;
        this.patience = patience;
        this.sampling = sink.sampling();
        this.thread = new Thread(this::work, "sluice-sink-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(LogEvent event) {
        offer(() -> sink.accept(event));
    }

    /** Told only where the sink wants to know. */
    @Override
    public void content(CallContent content) {
        if (sink instanceof ContentSink knowing) {
            offer(() -> knowing.content(content));
        }
    }

    @Override
    public boolean wantsContent() {
        return sink instanceof ContentSink knowing && knowing.wantsContent();
    }

    private void offer(Runnable task) {
        if (closing || !hasRoom()) {
            dropped.incrementAndGet();
            return;
        }
        tasks.add(task);
        nap.added(waiting.get() > capacity / 2);
        releaseIfEnded();
    }

    private boolean hasRoom() {
        boolean fits = waiting.incrementAndGet() <= capacity;
        if (!fits) {
            waiting.decrementAndGet();
        }
        return fits;
    }

    /** How many events wait. */
    public int depth() {
        return waiting.get();
    }

    /** How many events were dropped. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public Optional<Sampling> sampling() {
        return sampling;
    }

    @Override
    public Optional<MetricsPage> page() {
        return sink.page();
    }

    private void work() {
        try (sink) {
            while (!closing || !tasks.isEmpty()) {
                boolean worked = workOnBatch();
                if (tasks.isEmpty()) {
                    nap.rest(worked, () -> tasks.isEmpty() && !closing);
                }
            }
        } finally {
            ended = true;
            closing = true;
            releaseWaiting();
        }
    }

    private boolean workOnBatch() {
        int done = 0;
        for (Runnable task = tasks.poll(); task != null; task = done < BATCH ? tasks.poll() : null) {
            run(task);
            done++;
        }
        if (done > 0) {
            guarded(batchOver);
        }
        return done > 0;
    }

    private void run(Runnable task) {
        if (!(task instanceof Flush)) {
            waiting.decrementAndGet();
        }
        guarded(task);
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError refused) {
            dropped.incrementAndGet();
        }
    }

    @Override
    public CompletionStage<Void> flush() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tasks.add(new Flush(sink, done));
        nap.hurry();
        releaseIfEnded();
        return done;
    }

    private void releaseIfEnded() {
        if (ended) {
            releaseWaiting();
        }
    }

    /** Nobody may wait for a thread that is gone, and what it left is lost. */
    private void releaseWaiting() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            if (task instanceof Flush flush) {
                flush.done().complete(null);
            } else {
                waiting.decrementAndGet();
                dropped.incrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        nap.hurry();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not an event, so never dropped. */
    private record Flush(LogSink sink, CompletableFuture<Void> done) implements Runnable {
        @Override
        public void run() {
            try {
                sink.flush().whenComplete((flushed, failure) -> done.complete(null));
            } catch (RuntimeException refused) {
                done.complete(null);
                throw refused;
            }
        }
    }
}
