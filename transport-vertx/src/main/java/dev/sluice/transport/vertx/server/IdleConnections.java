package dev.sluice.transport.vertx.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.IdentityHashMap;

/**
 * Closes connections on which nobody has asked anything for a while: those that lie idle, and those whose head never
 * gets complete. A call that runs is never touched, however silent. Lives on one event loop.
 */
final class IdleConnections {
    private final Vertx vertx;
    private final Duration longest;
    private final IdentityHashMap<HttpConnection, Integer> running = new IdentityHashMap<>();
    private final IdentityHashMap<HttpConnection, Long> timers = new IdentityHashMap<>();

    IdleConnections(Vertx vertx, Duration longest) {
        this.vertx = vertx;
        this.longest = longest;
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

    private void await(HttpConnection connection) {
        timers.put(connection, vertx.setTimer(longest.toMillis(), late -> {
            timers.remove(connection);
            connection.close();
        }));
    }

    private void rest(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
