package dev.sluice.transport.vertx.client;

import dev.sluice.core.http.Origin;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop to its upstreams. They are made by Vert.x and kept here, since a call finds a free one
 * without any of the promises, timers and lookups that the pool of Vert.x puts before it:
 * docs/decisions/0111-connections-of-a-loop.md. Lives on that loop.
 */
final class Connections {
    private static final long SWEEP_MILLIS = TimeUnit.SECONDS.toMillis(1);

    /** Who wants a connection. Learns once of one of the two, perhaps before {@link Connections#take} returns. */
    interface Taker {
        void connected(UpstreamConnection connection);

        void failed(Throwable reason);
    }

    private final HttpClientAgent client;
    private final PoolCount count;
    private final int mostConnections;
    private final int mostWaiting;
    private final Map<Origin, OriginConnections> origins = new HashMap<>();
    private boolean sweeping;

    /**
     * No connection yet.
     *
     * @param mostConnections to each origin
     * @param mostWaiting how many calls may wait for one of them to become free, for each origin
     */
    Connections(HttpClientAgent client, PoolCount count, int mostConnections, int mostWaiting) {
        this.client = client;
        this.count = count;
        this.mostConnections = mostConnections;
        this.mostWaiting = mostWaiting;
    }

    /** Gives a free connection at once, else the next one that is made or becomes free. */
    void take(Origin origin, ContextInternal loop, Taker taker) {
        OriginConnections connections = origins.get(origin);
        if (connections == null) {
            connections = new OriginConnections(
                    client,
                    origin,
                    loop.unwrap(),
                    count,
                    mostConnections,
                    mostWaiting,
                    () -> sweepLater(loop.unwrap()));
            origins.put(origin, connections);
        }
        connections.take(taker);
    }

    /** That one wants none any more; a connection that is being made for it is kept for others. */
    void leave(Origin origin, Taker taker) {
        OriginConnections connections = origins.get(origin);
        if (connections != null) {
            connections.leave(taker);
        }
    }

    private void sweepLater(ContextInternal loop) {
        if (!sweeping) {
            sweeping = true;
            loop.setTimer(SWEEP_MILLIS, round -> {
                sweeping = false;
                sweep(loop);
            });
        }
    }

    private void sweep(ContextInternal loop) {
        boolean anyFree = false;
        for (OriginConnections each : origins.values()) {
            anyFree |= each.sweep();
        }
        origins.values().removeIf(OriginConnections::isUnused);
        if (anyFree) {
            sweepLater(loop);
        }
    }
}
