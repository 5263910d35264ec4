package dev.sluice.transport.vertx.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections on which nobody has asked anything for a while: those that lie idle, and those whose head never
 * gets complete. A call that runs is never touched, however silent. Lives on one event loop.
 */
final class IdleConnections {
    private final Vertx vertx;
    private final long longest;
    private final IdentityHashMap<HttpConnection, Watched> connections = new IdentityHashMap<>();
    private final Ring idle = new Ring();
    private boolean watching;

    IdleConnections(Vertx vertx, Duration longest) {
        this.vertx = vertx;
        this.longest = longest.toNanos();
    }

    void opened(HttpConnection connection) {
        Watched watched = new Watched(connection);
        connections.put(connection, watched);
        watched.await();
        connection.closeHandler(closed -> forget(connection));
    }

    void asked(HttpServerRequest request) {
        Watched watched = connections.get(request.connection());
        if (watched != null) {
            watched.leave();
            watched.running++;
            request.response().endHandler(watched);
        }
    }

    /** The connection is closed, or none of HTTP any more. */
    void forget(HttpConnection connection) {
        Watched watched = connections.remove(connection);
        if (watched != null) {
            watched.forgotten = true;
            watched.leave();
        }
    }

    private void watch(long nanos) {
        watching = true;
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999)), late -> {
            watching = false;
            look();
        });
    }

    /** The one that has been idle longest comes first, and one timer waits for it. */
    private void look() {
        long now = System.nanoTime();
        while (idle.next instanceof Watched first) {
            long left = longest - (now - first.idleSince);
            if (left > 0) {
                watch(left);
                return;
            }
            first.leave();
            first.connection.close();
        }
    }

    /** A place among idle connections, in a ring that begins and ends with none; else alone. */
    private static class Ring {
        Ring next = this;
        private Ring previous = this;

        final void leave() {
            previous.next = next;
            next.previous = previous;
            next = this;
            previous = this;
        }

        final void joinBefore(Ring other) {
            previous = other.previous;
            next = other;
            previous.next = this;
            other.previous = this;
        }
    }

    /** One connection; told of each answer's end. */
    private final class Watched extends Ring implements Handler<Void> {
        private final HttpConnection connection;
        private long idleSince;
        private int running;
        private boolean forgotten;

        Watched(HttpConnection connection) {
            this.connection = connection;
        }

        @Override
        public void handle(Void ended) {
            running--;
            if (running <= 0 && !forgotten) {
                await();
            }
        }

        void await() {
            leave();
            idleSince = System.nanoTime();
            joinBefore(idle);
            if (!watching) {
                watch(longest);
            }
        }
    }
}
