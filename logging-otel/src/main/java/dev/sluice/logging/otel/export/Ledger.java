package dev.sluice.logging.otel.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The books of one signal: what went into the SDK's queue and came out of the exporter. The SDK drops without a word what its
 * queue has no room for, so nothing is let in that has none. Thread-safe.
 */
final class Ledger {
    private final long room;
    private final AtomicLong waiting = new AtomicLong();
    private final LongAdder dropped = new LongAdder();

    /** Books of a queue with room for so many. */
    Ledger(long room) {
        this.room = room;
    }

    /** Whether there is room for one more; if not, it is counted as dropped. */
    boolean admit() {
        if (waiting.incrementAndGet() <= room) {
            return true;
        }
        waiting.decrementAndGet();
        dropped.increment();
        return false;
    }

    /** Exports so many that were let in; what fails is lost. */
    CompletableResultCode export(long count, Supplier<CompletableResultCode> exporting) {
        CompletableResultCode result;
        try {
            result = exporting.get();
        } catch (RuntimeException failure) {
            result = CompletableResultCode.ofExceptionalFailure(failure);
        }
        CompletableResultCode known = result;
        return known.whenComplete(() -> {
            waiting.addAndGet(-count);
            if (!known.isSuccess()) {
                dropped.add(count);
            }
        });
    }

    /** Counts a loss of what was never let in. */
    void lost(long count) {
        dropped.add(count);
    }

    long waiting() {
        return waiting.get();
    }

    long dropped() {
        return dropped.sum();
    }
}
