package dev.sluice.testkit.fault;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Origin;
import dev.sluice.core.spi.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A transport of blocking sockets, two threads for each call: slow, but shows that the contract can be kept. */
public final class SocketTransport implements Transport {
    private final Map<Origin, Deque<SocketConnection>> idle = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    @Override
    public CompletionStage<HttpReply> send(HttpCall call, CallContext context) {
        boolean[] breaks = {false};
        call.headers()
                .forEach((name, value) -> breaks[0] |= (name + value).chars().anyMatch(c -> c < ' ' && c != '\t'));
        return breaks[0]
                ? CompletableFuture.failedFuture(
                        GatewayException.notSent(ErrorKind.INVALID_REQUEST, "A header cannot be written."))
                : new SocketExchange(this, call, context).start();
    }

    /** Connects {@code fresh}, or answers a connection that waits; the socket it runs on is known at once. */
    SocketConnection connect(HttpCall call, Socket fresh) throws IOException, InterruptedException {
        Deque<SocketConnection> waiting = waiting(call.origin());
        for (SocketConnection next = waiting.poll(); next != null; next = waiting.poll()) {
            if (next.wake()) {
                return next;
            }
        }
        open.add(fresh);
        fresh.setTcpNoDelay(true);
        fresh.connect(new InetSocketAddress(call.origin().host(), call.origin().port()), (int)
                call.timeouts().connect().toMillis());
        return new SocketConnection(fresh);
    }

    void release(HttpCall call, SocketConnection connection) {
        connection.rest();
        waiting(call.origin()).push(connection);
    }

    void discard(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Deque<SocketConnection> waiting(Origin origin) {
        return idle.computeIfAbsent(origin, key -> new ConcurrentLinkedDeque<>());
    }

    @Override
    public void close() {
        open.forEach(this::discard);
    }
}
