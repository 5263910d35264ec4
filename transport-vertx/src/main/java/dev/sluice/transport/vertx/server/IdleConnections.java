package dev.sluice.transport.vertx.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections on which nobody has asked anything for a while: those that lie idle, and those whose head never
 * gets complete. A call that runs is never touched, however silent. Lives on one event loop.
 */
final class IdleConnections {
    private final Vertx vertx;
    private final long longest;
    private final IdentityHashMap<HttpConnection, Integer> running = new IdentityHashMap<>();
    private final Map<HttpConnection, Long> idleSince = new LinkedHashMap<>();
    private boolean watching;

    IdleConnections(Vertx vertx, Duration longest) {
        this.vertx = vertx;
        this.longest = longest.toNanos();
    }

    void opened(HttpConnection connection) {
        await(connection);
        connection.closeHandler(closed -> {
            running.remove(connection);
            rest(connection);
        });
    }

    void asked(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        rest(connection);
        running.merge(connection, 1, Integer::sum);
        request.response().endHandler(ended -> {
            int left = running.merge(connection, -1, Integer::sum);
            if (left <= 0) {
                running.remove(connection);
                await(connection);
            }
        });
    }

    /** The connection is none of HTTP any more. */
    void forget(HttpConnection connection) {
        running.remove(connection);
        rest(connection);
    }

    /** The one that has been idle longest comes first, and one timer waits for it. */
    private void await(HttpConnection connection) {
        idleSince.put(connection, System.nanoTime());
        if (!watching) {
            watch(longest);
        }
    }

    private void rest(HttpConnection connection) {
        idleSince.remove(connection);
    }

    private void watch(long nanos) {
        watching = true;
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999)), late -> {
            watching = false;
            look();
        });
    }

    private void look() {
        List<HttpConnection> late = new ArrayList<>();
        long now = System.nanoTime();
        for (Map.Entry<HttpConnection, Long> each : idleSince.entrySet()) {
            long left = longest - (now - each.getValue());
            if (left > 0) {
                watch(left);
                break;
            }
            late.add(each.getKey());
        }
        late.forEach(connection -> {
            rest(connection);
            connection.close();
        });
    }
}
