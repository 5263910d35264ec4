package dev.sluice.transport.vertx.stream;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Barks when what is waited for has been silent for too long. Touching it costs a clock reading; one timer is re-armed
 * only when it fires. Lives on one event loop.
 */
public final class Watchdog {
    private final Vertx vertx;
    private final Runnable expired;
    private long limit;
    private long since;
    private long timer = -1;
    private long due;
    private boolean waiting;

    /** A watchdog that sleeps. */
    public Watchdog(Vertx vertx, Runnable expired) {
        this.vertx = vertx;
        this.expired = expired;
    }

    /** Waits from now on, for at most so long without a touch. */
    public void await(Duration longest) {
        limit = longest.toNanos();
        since = System.nanoTime();
        waiting = true;
        if (timer >= 0 && due - since > limit) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
        if (timer < 0) {
            schedule(limit);
        }
    }

    /** There was a sign of life. */
    public void touch() {
        since = System.nanoTime();
    }

    /** Nothing is waited for. */
    public void rest() {
        waiting = false;
    }

    /** Ends the timer. */
    public void stop() {
        waiting = false;
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }

    private void schedule(long delay) {
        due = System.nanoTime() + delay;
        timer = vertx.setTimer(Math.max(1, (delay + 999_999) / 1_000_000), fired -> {
            timer = -1;
            long left = limit - (System.nanoTime() - since);
            if (waiting && left <= 0) {
                waiting = false;
                expired.run();
            } else if (waiting) {
                schedule(left);
            }
        });
    }
}
