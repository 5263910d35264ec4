package dev.sluice.testkit.fake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds streams after their first event until a test lets them go. Thread-safe. */
public final class StreamGate {
    private final Semaphore held = new Semaphore(0);
    private final CountDownLatch open = new CountDownLatch(1);

    StreamGate() {}

    /** Waits until so many streams are held; false if that takes longer than the time given. */
    public boolean awaitHeld(int streams, Duration atMost) throws InterruptedException {
        return held.tryAcquire(streams, atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets every stream go on, those to come included. */
    public void release() {
        open.countDown();
    }

    void pass() throws InterruptedException {
        held.release();
        open.await();
    }
}
