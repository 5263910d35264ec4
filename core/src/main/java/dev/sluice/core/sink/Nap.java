package dev.sluice.core.sink;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the one thread that empties a queue waits for more. After work it naps: what comes meanwhile is done together, and
 * nobody has to wake it, which would cost a call more than all that it is told. Only where nothing came it sleeps until it is
 * woken. Thread-safe.
 */
public final class Nap {
    private static final long LENGTH = Duration.ofMillis(10).toNanos();

    private volatile @Nullable Thread thread;
    private volatile boolean asleep;

    /**
     * Something was added: ends a sleep, not a nap.
     *
     * @param crowded whether so much waits that it ends a nap, too
     */
    public void added(boolean crowded) {
        if (asleep || crowded) {
            hurry();
        }
    }

    /** What was added cannot wait: ends a nap, too. */
    public void hurry() {
        LockSupport.unpark(thread);
    }

    /**
     * The thread that empties the queue waits; called by it only.
     *
     * @param worked whether anything was in the queue since it last waited
     * @param isEmpty whether there is still nothing to do
     */
    public void rest(boolean worked, BooleanSupplier isEmpty) {
        thread = Thread.currentThread();
        if (worked) {
            LockSupport.parkNanos(this, LENGTH);
            return;
        }
        asleep = true;
        if (isEmpty.getAsBoolean()) {
            LockSupport.park(this);
        }
        asleep = false;
    }
}
