package dev.sluice.testkit.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A gate between a test and a script: closed at first, opened once, for good. Thread-safe. */
public final class Gate {
    private final CountDownLatch latch = new CountDownLatch(1);

    /** Opens the gate; further calls do nothing. */
    public void open() {
        latch.countDown();
    }

    /** Whether it is open. */
    public boolean isOpen() {
        return latch.getCount() == 0;
    }

    /**
     * Waits until it is open.
     *
     * @throws AssertionError after {@code limit}
     */
    public void await(Duration limit) {
        try {
            if (!latch.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("The gate was not opened within " + limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting at the gate", e);
        }
    }

    void await() throws InterruptedException {
        latch.await();
    }
}
