package dev.sluice.testkit.websocket;

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
 * A server of WebSockets on loopback. Each connection is played by the same script, on a daemon thread of its own; when
 * the script is over, its connection is closed.
 */
public final class WebSocketUpstream implements AutoCloseable {
    /** What happens on one connection, beginning with its handshake. */
    @FunctionalInterface
    public interface Script {
        /** Plays one connection. */
        void play(UpstreamSocket socket) throws Exception;
    }

    /** Small, so that a reader that holds back is felt soon. */
    private static final int SEND_BUFFER = 256 * 1024;

    private final ServerSocket server;
    private final Script script;
    private final List<UpstreamSocket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<UpstreamSocket> arrived = new LinkedBlockingQueue<>();
    private volatile @Nullable Throwable failure;

    private WebSocketUpstream(Script script) {
        this.script = script;
        try {
            server = new ServerSocket(0, 256, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException("No port to listen on", e);
        }
    }

    /** An upstream whose every connection is played by the script. */
    public static WebSocketUpstream playing(Script script) {
        WebSocketUpstream upstream = new WebSocketUpstream(script);
        daemon("websocket-upstream-accept", upstream::acceptAll);
        return upstream;
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The port on loopback. */
    public int port() {
        return server.getLocalPort();
    }

    /** Where it listens, for an {@link dev.sluice.core.http.HttpCall}. */
    public Origin origin() {
        return new Origin(false, "127.0.0.1", port());
    }

    /** Every connection so far whose handshake has arrived. */
    public List<UpstreamSocket> sockets() {
        return List.copyOf(sockets);
    }

    /**
     * The next connection that was not awaited before, as soon as its handshake is there.
     *
     * @throws AssertionError after {@code limit}
     */
    public UpstreamSocket awaitSocket(Duration limit) {
        try {
            UpstreamSocket next = arrived.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new AssertionError("No handshake reached the upstream within " + limit);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a handshake", e);
        }
    }

    /**
     * Ends every connection.
     *
     * @throws AssertionError where a script failed by an assertion, or another mistake that is not the peer's leaving
     */
    @Override
    public void close() {
        try {
            server.close();
            for (UpstreamSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The upstream did not close", e);
        }
        if (failure != null) {
            throw new AssertionError("A script failed", failure);
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setSendBufferSize(SEND_BUFFER);
                daemon("websocket-upstream", () -> play(socket));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                failure = e;
            }
        }
    }

    private void play(Socket accepted) {
        try (UpstreamSocket socket = new UpstreamSocket(accepted)) {
            sockets.add(socket);
            arrived.add(socket);
            play(socket);
        } catch (IOException peerIsGone) {
            // Which is its right; what matters of it, the script has asserted.
        }
    }

    /** A mistake is told before the connection closes: whoever sees the close may ask for it at once. */
    private void play(UpstreamSocket socket) throws IOException {
        try {
            script.play(socket);
            socket.ended();
        } catch (IOException peerIsGone) {
            throw peerIsGone;
        } catch (Exception | AssertionError mistake) {
            failure = server.isClosed() ? failure : mistake;
        }
    }
}
