package dev.sluice.transport.vertx.stream;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Barks when what is waited for has been silent for too long; up to {@link Patrol#ROUND} later. Waiting, touching and
 * resting cost a clock reading, and no timer. Lives on one event loop.
 */
public final class Watchdog {
    /** Among those of its patrol, whose business it is. */
    int place;

    private final Vertx vertx;
    private final Runnable expired;
    private @Nullable Patrol patrol;
    private long limit;
    private long since;
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
        if (patrol == null) {
            patrol = Patrol.of(vertx);
            patrol.add(this);
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

    /** Ends the watch. */
    public void stop() {
        waiting = false;
        if (patrol != null) {
            patrol.remove(this);
            patrol = null;
        }
    }

    void look(long now) {
        if (waiting && now - since >= limit) {
            waiting = false;
            expired.run();
        }
    }
}
