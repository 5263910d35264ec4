package dev.sluice.transport.vertx.stream;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Looks at all watchdogs of one event loop in turn. A call that is answered at once would otherwise set timers only to
 * cancel them. Lives on its loop, and does nothing while there is nothing to watch.
 */
final class Patrol {
    /** How much later than its limit a watchdog may bark. */
    static final Duration ROUND = Duration.ofMillis(20);

    private static final FastThreadLocal<Patrol> OF_LOOP = new FastThreadLocal<>();

    private final Vertx vertx;
    private final Set<Watchdog> watchdogs = Collections.newSetFromMap(new IdentityHashMap<>());
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
        watchdogs.add(watchdog);
        if (!walking) {
            walk();
        }
    }

    void remove(Watchdog watchdog) {
        watchdogs.remove(watchdog);
    }

    private void walk() {
        walking = true;
        vertx.setTimer(ROUND.toMillis(), round -> {
            long now = System.nanoTime();
            List.copyOf(watchdogs).forEach(watchdog -> watchdog.look(now));
            if (watchdogs.isEmpty()) {
                walking = false;
            } else {
                walk();
            }
        });
    }
}
