package dev.sluice.testkit.fault;

import dev.sluice.core.http.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 upstream on loopback that answers by script and records what reached it. Each connection is served by
 * daemon threads of its own; a script may block as long as it likes, {@link #close()} ends it.
 *
 * <p>For upstreams that cannot be reached at all, see {@link DeadPort}.
 */
public final class FaultyUpstream implements AutoCloseable {
    private static final int SEND_BUFFER = 256 * 1024;

    private final ServerSocket server;
    private final Answers answers;
    private final boolean onAccept;
    private final List<FaultConnection> connections = new CopyOnWriteArrayList<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<RecordedRequest> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<FaultConnection> accepted = new LinkedBlockingQueue<>();
    private int recorded;
    private volatile @Nullable Exception failure;

    private FaultyUpstream(Answers answers, boolean onAccept) {
        this.answers = answers;
        this.onAccept = onAccept;
        try {
            this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("No port to listen on", e);
        }
    }

    /** An upstream that gives the first script to the first request, and so on; the last one to all that follow. */
    public static FaultyUpstream answering(Script first, Script... others) {
        return start(Answers.inOrder(first, others), false);
    }

    /** An upstream whose script depends on the request. */
    public static FaultyUpstream answering(Answers answers) {
        return start(answers, false);
    }

    /** An upstream that runs the script on each connection as soon as it is accepted, and answers no request. */
    public static FaultyUpstream onAccept(Script script) {
        return start(request -> script, true);
    }

    private static FaultyUpstream start(Answers answers, boolean onAccept) {
        FaultyUpstream upstream = new FaultyUpstream(answers, onAccept);
        Thread acceptor = new Thread(upstream::acceptAll, "faulty-upstream-accept");
        acceptor.setDaemon(true);
        acceptor.start();
        return upstream;
    }

    /** The port on loopback. */
    public int port() {
        return server.getLocalPort();
    }

    /** Where it listens, for an {@link dev.sluice.core.http.HttpCall}. */
    public Origin origin() {
        return new Origin(false, server.getInetAddress().getHostAddress(), port());
    }

    /** Every request so far, in the order of arrival. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Keeps none of the requests so far. */
    public void forgetRequests() {
        requests.clear();
        arrived.clear();
    }

    /** Every connection so far, in the order of arrival. */
    public List<FaultConnection> connections() {
        return List.copyOf(connections);
    }

    /** How many connections neither side has ended. */
    public long openConnections() {
        return connections.stream().filter(FaultConnection::isOpen).count();
    }

    /**
     * The next request that was not awaited before, as soon as its head is there.
     *
     * @throws AssertionError after {@code limit}
     */
    public RecordedRequest awaitRequest(Duration limit) {
        return await(arrived, limit, "request");
    }

    /**
     * The next connection that was not awaited before.
     *
     * @throws AssertionError after {@code limit}
     */
    public FaultConnection awaitConnection(Duration limit) {
        return await(accepted, limit, "connection");
    }

    private static <T> T await(BlockingQueue<T> queue, Duration limit, String what) {
        try {
            T next = queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new AssertionError("No " + what + " reached the upstream within " + limit);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a " + what, e);
        }
    }

    /**
     * Ends every connection and every script.
     *
     * @throws AssertionError where a script failed for another reason than the peer having left
     */
    @Override
    public void close() {
        try {
            server.close();
            for (FaultConnection connection : connections) {
                connection.abort();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The upstream did not close", e);
        }
        if (failure != null) {
            throw new AssertionError("A script, or the reading of a request, failed", failure);
        }
    }

    boolean actsOnAccept() {
        return onAccept;
    }

    Script scriptFor(RecordedRequest request) {
        return answers.to(request);
    }

    synchronized RecordedRequest record(FaultConnection connection, String requestLine, List<String> headerLines) {
        RecordedRequest request = new RecordedRequest(connection, ++recorded, requestLine, headerLines);
        requests.add(request);
        arrived.add(request);
        return request;
    }

    void failed(Exception cause) {
        failure = cause;
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                socket.setSendBufferSize(SEND_BUFFER);
                FaultConnection connection = new FaultConnection(connections.size() + 1, socket, this);
                connections.add(connection);
                accepted.add(connection);
                connection.start();
                if (server.isClosed()) {
                    connection.abort();
                }
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                failed(e);
            }
        }
    }
}
