package dev.sluice.transport.vertx.stream;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at all watchdogs of one event loop in turn. A call that is answered at once would otherwise set timers only to
 * cancel them. Lives on its loop, and does nothing while there is nothing to watch.
 */
final class Patrol {
    /** How much later than its limit a watchdog may bark. */
    static final Duration ROUND = Duration.ofMillis(20);

    private static final FastThreadLocal<Patrol> OF_LOOP = new FastThreadLocal<>();

    private final Vertx vertx;
    private final List<Watchdog> watchdogs = new ArrayList<>();
    private boolean walking;

    private Patrol(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The one of the event loop that asks. */
    static Patrol of(Vertx vertx) {
        Patrol known = OF_LOOP.get();
        if (known == null || known.vertx != vertx) {
            known = new Patrol(vertx);
            OF_LOOP.set(known);
        }
        return known;
    }

    void add(Watchdog watchdog) {
        watchdog.place = watchdogs.size();
        watchdogs.add(watchdog);
        if (!walking) {
            walk();
        }
    }

    /** The last one takes its place. */
    void remove(Watchdog watchdog) {
        Watchdog last = watchdogs.remove(watchdogs.size() - 1);
        if (last != watchdog) {
            watchdogs.set(watchdog.place, last);
            last.place = watchdog.place;
        }
    }

    private void walk() {
        walking = true;
        vertx.setTimer(ROUND.toMillis(), round -> {
            lookAtAll(System.nanoTime());
            if (watchdogs.isEmpty()) {
                walking = false;
            } else {
                walk();
            }
        });
    }

    /** From the last to the first: whoever leaves or comes meanwhile moves only such as were looked at, or to the front. */
    private void lookAtAll(long now) {
        for (int i = watchdogs.size() - 1; i >= 0; i = Math.min(i, watchdogs.size()) - 1) {
            watchdogs.get(i).look(now);
        }
    }
}
