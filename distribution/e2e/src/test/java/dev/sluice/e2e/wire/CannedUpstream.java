package dev.sluice.e2e.wire;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An upstream for hundreds of thousands of calls: remembers nothing, and answers as it is told. Each connection has a daemon
 * thread of its own. Understands requests with {@code Content-Length} only.
 */
final class CannedUpstream implements AutoCloseable {
    private static final int LONGEST_KEPT = 1 << 10;

    private final ServerSocket server;
    private final Answer answer;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** How a request is answered. */
    @FunctionalInterface
    interface Answer {
        /**
         * Writes the answer.
         *
         * @param head request line and headers
         * @param body the first kibibyte of the body
         * @param connection to write to; may be reset instead
         */
        void write(String head, String body, Socket connection) throws IOException;
    }

    private CannedUpstream(ServerSocket server, Answer answer) {
        this.server = server;
        this.answer = answer;
    }

    static CannedUpstream answering(Answer answer) throws IOException {
        CannedUpstream upstream =
                new CannedUpstream(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), answer);
        daemon(upstream::accept);
        return upstream;
    }

    int port() {
        return server.getLocalPort();
    }

    /** A whole answer of JSON. */
    static byte[] json(String status, String body, String... headers) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n"
                        + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One chunk of a chunked body. */
    static byte[] chunk(String content) {
        return (Integer.toHexString(content.length()) + "\r\n" + content + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "canned-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                open.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException closed) {
            // Nothing more comes.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
            while (true) {
                String head = head(in);
                answer.write(head, body(in, length(head)), connection);
            }
        } catch (IOException gatewayLeft) {
            // So it may.
        } finally {
            open.remove(connection);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static long length(String head) {
        String name = "\r\ncontent-length:";
        int at = head.toLowerCase(Locale.ROOT).indexOf(name);
        return at < 0
                ? 0
                : Long.parseLong(head.substring(at + name.length(), head.indexOf("\r\n", at + 2))
                        .strip());
    }

    private static String body(InputStream in, long length) throws IOException {
        byte[] kept = in.readNBytes((int) Math.min(length, LONGEST_KEPT));
        in.skipNBytes(length - kept.length);
        return new String(kept, StandardCharsets.ISO_8859_1);
    }

    /** Writes to a connection at once. */
    static void write(Socket connection, byte[]... parts) throws IOException {
        OutputStream out = connection.getOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        out.flush();
    }

    /** Ends a connection with a reset. */
    static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
