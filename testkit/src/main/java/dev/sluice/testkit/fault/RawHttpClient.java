package dev.sluice.testkit.fault;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * One connection to a server on loopback that sends exactly the bytes it is given and reads answers as they are. Not
 * thread-safe. Every read fails with a {@link SocketTimeoutException} after the read limit, 10 s unless set.
 *
 * <p>A client that does not call a reading method is a reader that stalls; a small receive buffer makes that felt sooner.
 */
public final class RawHttpClient implements AutoCloseable {
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);

    private final Socket socket;
    private final WireReader in;

    private RawHttpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new WireReader(socket.getInputStream());
    }

    /** Connects to a port on loopback. */
    public static RawHttpClient connect(int port) throws IOException {
        return connect(port, new Socket());
    }

    /** Connects with a receive buffer of so many bytes, or what the system makes of it. */
    public static RawHttpClient connectWithReceiveBuffer(int port, int bytes) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(bytes);
        return connect(port, socket);
    }

    private static RawHttpClient connect(int port, Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) READ_LIMIT.toMillis());
        socket.setSoTimeout((int) READ_LIMIT.toMillis());
        return new RawHttpClient(socket);
    }

    /** Sets the read limit. */
    public RawHttpClient readLimit(Duration limit) throws IOException {
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
        return this;
    }

    /** Sends bytes at once. */
    public RawHttpClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends text as ISO-8859-1. */
    public RawHttpClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes in flushes of {@code part} bytes. */
    public RawHttpClient sendSplit(byte[] bytes, int part, Pause between) throws IOException, InterruptedException {
        for (int from = 0; from < bytes.length; from += part) {
            if (from > 0) {
                between.between();
            }
            socket.getOutputStream().write(bytes, from, Math.min(part, bytes.length - from));
            socket.getOutputStream().flush();
        }
        return this;
    }

    /** Sends a request without a body; header lines as given, nothing added. */
    public RawHttpClient request(String method, String target, String... headerLines) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        return send(head.append("\r\n").toString());
    }

    /** Exactly so many bytes; fails with {@link EOFException} where fewer come. */
    public byte[] read(int count) throws IOException {
        byte[] bytes = new byte[count];
        byte[] part = new byte[count];
        for (int at = 0; at < count; ) {
            int n = in.read(part, count - at);
            if (n < 0) {
                throw new EOFException("Only " + at + " of " + count + " bytes came");
            }
            System.arraycopy(part, 0, bytes, at, n);
            at += n;
        }
        return bytes;
    }

    /** The next head, an interim one (1xx) as well. */
    public RawHead readHead() throws IOException {
        String statusLine = in.line();
        List<String> lines = in.linesToBlank();
        return new RawHead(statusLine, lines, System.nanoTime());
    }

    /** The next answer that is not interim, with its body, to a request of any method but HEAD. */
    public RawResponse readResponse() throws IOException {
        return readResponse("GET");
    }

    /** The next answer that is not interim, with its body, to a request of that method. */
    public RawResponse readResponse(String method) throws IOException {
        RawHead head = readHead();
        while (head.status() < 200 && head.status() != 101) {
            head = readHead();
        }
        return readBody(head, method);
    }

    /** The body that belongs to a head; for an answer that is cut, as far as it came. */
    public RawResponse readBody(RawHead head, String method) throws IOException {
        ResponseCollector collector = new ResponseCollector();
        RawResponse.End end = RawResponse.End.COMPLETE;
        try {
            new BodyReader(in, collector).read(Framing.ofResponse(method, head.status(), head.headers()));
        } catch (EOFException e) {
            end = RawResponse.End.CUT;
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            end = RawResponse.End.RESET;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
        return collector.finish(head, end);
    }

    /** The next chunk; {@code sizeLine} 0 for the last one, whose trailers are dropped. */
    public RawChunk readChunk() throws IOException {
        ResponseCollector collector = new ResponseCollector();
        try {
            new BodyReader(in, collector).chunk();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
        return collector.chunk();
    }

    /** How many bytes have come that were not read. */
    public int available() throws IOException {
        return in.available();
    }

    /** Waits for the server to end the connection; anything it sends before is dropped. */
    public PeerClose awaitClose(Duration limit) throws IOException {
        readLimit(limit);
        byte[] dropped = new byte[8 * 1024];
        try {
            while (in.read(dropped, dropped.length) >= 0) {
                // dropped
            }
            return PeerClose.now(PeerClose.Kind.CLOSED);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The server did not close within " + limit, e);
        } catch (SocketException e) {
            return PeerClose.now(PeerClose.Kind.RESET);
        }
    }

    /** Says that nothing more will be sent (FIN), and goes on reading. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection with a reset (RST). */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
