package dev.sluice.logging.otel;

import dev.sluice.core.log.CallContent;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.sink.Nap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writing thread and its queue. */
final class LogWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final int BATCH = 256;

    private final OutputStream out;
    private final Clock clock;
    private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final Nap nap = new Nap();

    /** One for each record that may still be queued: only records are bounded, a flush must always get in. */
    private final Semaphore room;

    private final AtomicLong dropped = new AtomicLong();
    private final int capacity;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(64 << 10);
    private volatile boolean ended;
    private boolean failing;

    /** How many of the dropped the log itself has told of. */
    private long confessed;

    LogWriter(OutputStream out, Clock clock, int capacity) {
        this.out = out;
        this.clock = clock;
        this.capacity = capacity;
        this.room = new Semaphore(capacity);
    }

    private sealed interface Entry {
        record Told(LogEvent event) implements Entry {}

        record Said(CallContent content) implements Entry {}

        record Flush(CompletableFuture<Void> done) implements Entry {}

        record Stop() implements Entry {}
    }

    void accept(LogEvent event) {
        offer(new Entry.Told(event));
    }

    void accept(CallContent content) {
        offer(new Entry.Said(content));
    }

    private void offer(Entry entry) {
        if (!ended && room.tryAcquire()) {
            queue.add(entry);
            nap.added(waiting() > capacity / 2);
        } else {
            dropped.incrementAndGet();
        }
    }

    /** How many records wait. */
    int waiting() {
        return capacity - room.availablePermits();
    }

    /** How many records were dropped since the start. */
    long dropped() {
        return dropped.get();
    }

    CompletableFuture<Void> flush() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.add(new Entry.Flush(done));
        nap.hurry();
        releaseIfEnded();
        return done;
    }

    void stop() {
        queue.add(new Entry.Stop());
        nap.hurry();
    }

    @Override
    public void run() {
        List<Entry> batch = new ArrayList<>(BATCH);
        try (out) {
            while (!write(batch)) {
                boolean worked = !batch.isEmpty();
                batch.clear();
                if (take(batch) == 0) {
                    nap.rest(worked, queue::isEmpty);
                }
            }
        } catch (IOException end) {
            LOG.warn("The access log ends: {}", end.toString());
        } finally {
            ended = true;
            releaseIfEnded();
        }
    }

    private int take(List<Entry> batch) {
        while (batch.size() < BATCH) {
            Entry next = queue.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch.size();
    }

    /** Nobody may wait for a thread that is gone. */
    private void releaseIfEnded() {
        if (ended) {
            for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
                complete(entry);
            }
        }
    }

    /** Writes a batch; whether it was the last. */
    private boolean write(List<Entry> batch) {
        lines.reset();
        int records = 0;
        boolean stop = false;
        for (Entry entry : batch) {
            if (entry instanceof Entry.Told || entry instanceof Entry.Said) {
                room.release();
                records += append(entry);
            }
            stop |= entry instanceof Entry.Stop;
        }
        emit(records);
        batch.forEach(LogWriter::complete);
        return stop;
    }

    /** Appends the line of a record; one that cannot be told is lost alone. */
    private int append(Entry entry) {
        try {
            lines.writeBytes(
                    entry instanceof Entry.Told told
                            ? LogLine.of(told.event())
                            : LogLine.of(((Entry.Said) entry).content(), clock.instant()));
            return 1;
        } catch (RuntimeException bug) {
            LOG.error("A record cannot be logged", bug);
            dropped.incrementAndGet();
            return 0;
        }
    }

    private void emit(int records) {
        long lost = dropped.get() - confessed;
        if (lost + records == 0) {
            return;
        }
        try {
            if (failing) {
                // The output may have taken a part of a line before it failed.
                out.write('\n');
            }
            if (lost > 0) {
                out.write(LogLine.dropped(clock.instant(), lost));
            }
            lines.writeTo(out);
            out.flush();
            failing = false;
            confessed += lost;
        } catch (IOException | RuntimeException failure) {
            dropped.addAndGet(records);
            complain(failure);
        }
    }

    /** Once for each time that the output fails, not for each record. */
    private void complain(Exception failure) {
        if (!failing) {
            LOG.warn("The access log cannot be written, records are dropped: {}", failure.toString());
        }
        failing = true;
    }

    private static void complete(Entry entry) {
        if (entry instanceof Entry.Flush flush) {
            flush.done().complete(null);
        }
    }
}
