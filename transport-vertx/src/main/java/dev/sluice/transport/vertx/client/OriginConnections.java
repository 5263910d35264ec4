package dev.sluice.transport.vertx.client;

import dev.sluice.core.http.Origin;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The connections of one event loop to one origin: those that are free, and who waits for one. As many are being made as
 * there are waiting, within the limit; whoever waits longest gets the first that is made or becomes free. Lives on that loop.
 */
final class OriginConnections {
    private final HttpClientAgent client;
    private final HttpConnectOptions target;
    private final ContextInternal loop;
    private final PoolCount count;
    private final int most;
    private final int mostWaiting;
    private final Runnable freed;
    /** The one used last comes first: the others may end. */
    private final Deque<UpstreamConnection> free = new ArrayDeque<>();

    private final Deque<Connections.Taker> waiting = new ArrayDeque<>();
    private int connecting;
    private int open;

    /**
     * None yet.
     *
     * @param freed runs when a connection lies free, from now on
     */
    OriginConnections(
            HttpClientAgent client,
            Origin origin,
            ContextInternal loop,
            PoolCount count,
            int most,
            int mostWaiting,
            Runnable freed) {
        this.client = client;
        this.target = new HttpConnectOptions()
                .setSsl(origin.tls())
                .setHost(origin.host())
                .setPort(origin.port());
        this.loop = loop;
        this.count = count;
        this.most = most;
        this.mostWaiting = mostWaiting;
        this.freed = freed;
    }

    void take(Connections.Taker taker) {
        UpstreamConnection connection;
        while ((connection = free.poll()) != null) {
            if (connection.isUsable()) {
                taker.connected(connection);
                return;
            }
            connection.close();
        }
        if (open + connecting >= most && waiting.size() - connecting >= mostWaiting) {
            taker.failed(new ConnectionPoolTooBusyException("Too many wait"));
            return;
        }
        waiting.add(taker);
        count.waits();
        connectForWaiting();
    }

    void leave(Connections.Taker taker) {
        if (waiting.remove(taker)) {
            count.waitsNoMore();
        }
    }

    /** Its call is over. */
    void back(UpstreamConnection connection) {
        if (!connection.isUsable()) {
            connection.close();
        } else if (waiting.isEmpty()) {
            free.push(connection);
            freed.run();
        } else {
            next().connected(connection);
        }
    }

    /** Closes the free ones that have been so for too long; whether any is left. */
    boolean sweep() {
        List<UpstreamConnection> late =
                free.stream().filter(each -> !each.isUsable()).toList();
        free.removeAll(late);
        late.forEach(UpstreamConnection::close);
        return !free.isEmpty();
    }

    boolean isUnused() {
        return open == 0 && connecting == 0 && waiting.isEmpty();
    }

    private void connectForWaiting() {
        while (connecting < waiting.size() && open + connecting < most) {
            connecting++;
            // On the loop's own context, since a connection outlives the call that it is made for.
            loop.dispatch(target, to -> client.connect(to).onComplete(this::connected, this::refused));
        }
    }

    private void connected(HttpClientConnection made) {
        connecting--;
        open++;
        count.opened();
        UpstreamConnection connection = new UpstreamConnection(made, this);
        made.closeHandler(closed -> gone(connection));
        back(connection);
    }

    private void refused(Throwable reason) {
        connecting--;
        if (!waiting.isEmpty()) {
            next().failed(reason);
        }
        connectForWaiting();
    }

    private void gone(UpstreamConnection connection) {
        open--;
        count.closed();
        free.remove(connection);
        connectForWaiting();
    }

    private Connections.Taker next() {
        count.waitsNoMore();
        return waiting.remove();
    }
}
