package dev.sluice.testkit.contract;

import dev.sluice.core.log.LogEvent;
import dev.sluice.core.spi.LogSink;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/** The least that keeps the contract: a bounded queue and one thread. */
final class QueuedLogSink implements LogSink {
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(1024);
    private final LogSinkContract.Target target;
    private final Thread writer = new Thread(this::write, "queued-log-sink");
    private final LongAdder dropped = new LongAdder();
    private volatile boolean closed;

    private QueuedLogSink(LogSinkContract.Target target) {
        this.target = target;
    }

    static QueuedLogSink to(LogSinkContract.Target target) {
        QueuedLogSink sink = new QueuedLogSink(target);
        sink.writer.setDaemon(true);
        sink.writer.start();
        return sink;
    }

    private void write() {
        try {
            while (true) {
                try {
                    queue.take().run();
                } catch (IllegalStateException targetFailed) {
                    dropped.increment();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void accept(LogEvent event) {
        if (closed || !queue.offer(() -> target.write(event.toString()))) {
            dropped.increment();
        }
    }

    @Override
    public CompletionStage<Void> flush() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (closed) {
            done.complete(null);
            return done;
        }
        try {
            queue.put(() -> done.complete(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.completeExceptionally(e);
        }
        return done;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        try {
            flush().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException givenUp) {
            dropped.add(queue.size());
        }
        closed = true;
        writer.interrupt();
    }

    @Override
    public String toString() {
        return "QueuedLogSink, dropped " + dropped;
    }
}
