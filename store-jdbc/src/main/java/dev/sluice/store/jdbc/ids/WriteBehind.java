package dev.sluice.store.jdbc.ids;

import dev.sluice.core.routing.Home;
import dev.sluice.store.jdbc.ids.Unsaved.Batch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what waits, batch by batch, one at a time. */
final class WriteBehind {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
    private static final int BATCH = 500;

    /** How long ids are gathered before they are written. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    /** Failures in a row after which a batch is given up: then it is the batch, or the database is gone for long. */
    private static final int PATIENCE = 6;

    private final Unsaved unsaved;
    private final Function<Map<String, Change>, CompletionStage<Map<String, Home>>> save;
    private final LongAdder dropped = new LongAdder();
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private volatile boolean closed;
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * Writes nothing before something waits.
     *
     * @param save writes changes; memory knows the outcome when its stage completes
     */
    WriteBehind(Unsaved unsaved, Function<Map<String, Change>, CompletionStage<Map<String, Home>>> save) {
        this.unsaved = unsaved;
        this.save = save;
    }

    private enum State {
        IDLE,
        /** A timer runs. */
        GATHERING,
        WRITING
    }

    /** Something waits. */
    void wake() {
        if (state.get() == State.IDLE && state.compareAndSet(State.IDLE, State.GATHERING)) {
            later(GATHERING);
        }
    }

    /** Completes when all that waits now was written, or could not be. */
    CompletionStage<Void> flush() {
        CompletableFuture<Void> done = unsaved.mark();
        if (state.compareAndSet(State.IDLE, State.WRITING) || state.compareAndSet(State.GATHERING, State.WRITING)) {
            write();
        }
        return done;
    }

    /** What fails from now on is not tried again. */
    void close() {
        closed = true;
    }

    long dropped() {
        return dropped.sum();
    }

    /** A change had no room. */
    void drop() {
        dropped.increment();
    }

    private void later(Duration pause) {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(() -> {
                    if (state.compareAndSet(State.GATHERING, State.WRITING)) {
                        write();
                    }
                });
    }

    private void write() {
        Batch batch = unsaved.take(BATCH);
        if (batch.changes().isEmpty()) {
            reached(batch.marks());
            rest();
        } else {
            save.apply(batch.changes()).whenComplete((homes, failure) -> {
                if (failure == null) {
                    written(batch);
                } else {
                    failed(batch, failure);
                }
            });
        }
    }

    private void written(Batch batch) {
        unsaved.saved(batch);
        reached(batch.marks());
        if (failures.getAndSet(0) > 0) {
            LOG.warn("The ledger of ids is written again; {} changes were lost since the start", dropped.sum());
        }
        if (unsaved.isUrgent(BATCH)) {
            write();
        } else {
            state.set(State.GATHERING);
            later(GATHERING);
        }
    }

    /** Ends, unless something came after the last look. */
    private void rest() {
        state.set(State.IDLE);
        if (unsaved.isWaiting()) {
            wake();
        }
    }

    private void failed(Batch batch, Throwable failure) {
        int inARow = failures.incrementAndGet();
        if (inARow == 1) {
            LOG.warn("The ledger of ids cannot be written, ids wait in memory: {}", failure.toString());
        }
        boolean giveUp = closed || inARow % PATIENCE == 0;
        List<CompletableFuture<Void>> marks = giveUp ? unsaved.drop(batch) : unsaved.putBack(batch);
        if (giveUp) {
            dropped.add(batch.changes().size());
        }
        if (!closed) {
            state.set(State.GATHERING);
            later(FIRST_PAUSE.multipliedBy(1L << (inARow % PATIENCE)));
        }
        reached(marks);
    }

    private static void reached(List<CompletableFuture<Void>> marks) {
        marks.forEach(mark -> mark.complete(null));
    }
}
