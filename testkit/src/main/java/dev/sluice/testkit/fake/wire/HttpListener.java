package dev.sluice.testkit.fake.wire;

import dev.sluice.testkit.websocket.UpstreamSocket;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP/1.1 server on a free loopback port, one thread for each connection. Closing it closes every connection. */
public final class HttpListener implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final int BACKLOG = 1024;

    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-openai");
        thread.setDaemon(true);
        return thread;
    });

    /** Answers one request. Called on the connection's thread. */
    public interface Handler {
        /** Answers through the writer; an exception closes the connection. */
        void handle(WireRequest request, ReplyWriter reply) throws IOException;

        /** Answers a request for a WebSocket; the connection is closed afterwards. */
        default void upgrade(WireRequest request, UpstreamSocket socket) throws IOException {
            socket.refuse("426 Upgrade Required", "");
        }
    }

    /** A listener that is ready for connections. */
    public HttpListener(Handler handler) {
        this.handler = handler;
        try {
            this.server = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** The port. */
    public int port() {
        return server.getLocalPort();
    }

    /** The number of connections that are open. */
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        closeQuietly(server);
        connections.forEach(HttpListener::closeQuietly);
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                closeQuietly(server);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            RequestReader reader = new RequestReader(in, out);
            boolean open = true;
            while (open) {
                Optional<WireRequest> request = reader.next();
                if (request.filter(HttpListener::wantsWebSocket).isPresent()) {
                    WireRequest handshake = request.get();
                    handler.upgrade(
                            handshake, new UpstreamSocket(socket, in, out, handshake.target(), handshake.headers()));
                    return;
                }
                if (request.isPresent()) {
                    handler.handle(
                            request.get(),
                            new ReplyWriter(out, request.get().method().equals("HEAD")));
                }
                open = request.filter(HttpListener::keepsAlive).isPresent();
            }
        } catch (IOException e) {
            // The client has gone, which is its right; the socket is closed either way.
        } finally {
            connections.remove(socket);
        }
    }

    private static boolean wantsWebSocket(WireRequest request) {
        return request.headers()
                .first("Upgrade")
                .filter("websocket"::equalsIgnoreCase)
                .isPresent();
    }

    private static boolean keepsAlive(WireRequest request) {
        return request.headers()
                .first("Connection")
                .filter("close"::equalsIgnoreCase)
                .isEmpty();
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // Nothing is left to release.
        }
    }
}
