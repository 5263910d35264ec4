package dev.sluice.logging.otel;

import dev.sluice.core.log.LogEvent;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to one daemon thread, so that whoever has them pays for nothing but the handing over. When the queue is full
 * an event is dropped and counted.
 */
final class EventQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final int capacity;
    private final Consumer<LogEvent> worker;
    private final Duration patience;
    private final Thread thread;
    private volatile boolean ended;

    /**
     * A queue whose thread runs.
     *
     * @param capacity the most events that wait
     * @param worker is handed them one after the other
     * @param patience how long closing waits for those that are left
     */
    EventQueue(String name, int capacity, Consumer<LogEvent> worker, Duration patience) {
        this.capacity = capacity;
        this.worker = worker;
        this.patience = patience;
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private sealed interface Entry {
        record Event(LogEvent event) implements Entry {}

        record Flush(CompletableFuture<Void> done) implements Entry {}

        record Stop() implements Entry {}
    }

    void accept(LogEvent event) {
        if (!ended && waiting.incrementAndGet() <= capacity) {
            queue.add(new Entry.Event(event));
        } else {
            waiting.decrementAndGet();
            dropped.increment();
        }
    }

    /** How many events wait. */
    long size() {
        return Math.max(0, waiting.get());
    }

    /** How many events were dropped. */
    long dropped() {
        return dropped.sum();
    }

    /** Completes when the events before it have been worked off. */
    CompletableFuture<Void> flush() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.add(new Entry.Flush(done));
        releaseIfEnded();
        return done;
    }

    private void work() {
        try {
            Entry entry = queue.take();
            while (!(entry instanceof Entry.Stop)) {
                handle(entry);
                entry = queue.take();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            releaseIfEnded();
        }
    }

    private void handle(Entry entry) {
        if (entry instanceof Entry.Event event) {
            waiting.decrementAndGet();
            try {
                worker.accept(event.event());
            } catch (RuntimeException bug) {
                dropped.increment();
                LOG.error("An event cannot be told", bug);
            }
        } else if (entry instanceof Entry.Flush flush) {
            flush.done().complete(null);
        }
    }

    /** Nobody may wait for a thread that is gone. */
    private void releaseIfEnded() {
        if (ended) {
            for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
                if (entry instanceof Entry.Flush flush) {
                    flush.done().complete(null);
                }
            }
        }
    }

    @Override
    public void close() {
        queue.add(new Entry.Stop());
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
