package dev.sluice.testkit.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One side of a WebSocket that stands. Answers nothing by itself, neither pings nor close frames. Every read fails with a
 * {@link SocketTimeoutException} after the read limit, 10 s unless set. One thread may read while another sends.
 */
public abstract class WebSocketPeer implements AutoCloseable {
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);

    private final Socket socket;
    private final FrameStream frames;
    private final AtomicLong bytesSent = new AtomicLong();

    WebSocketPeer(Socket socket, InputStream in, OutputStream out, boolean isClient) throws IOException {
        this.socket = socket;
        this.frames = new FrameStream(in, out, isClient);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) READ_LIMIT.toMillis());
    }

    final FrameStream stream() {
        return frames;
    }

    /** Sends a frame, whatever it is. */
    public final void send(WireFrame frame) throws IOException {
        frames.write(frame);
        bytesSent.addAndGet(frame.payload().remaining());
    }

    /** Sends bytes that need be no frame. */
    public final void sendRaw(byte... bytes) throws IOException {
        frames.writeRaw(bytes);
    }

    /** The bytes of a frame, masked where this side must mask. */
    public final byte[] encoded(WireFrame frame) {
        return frames.encoded(frame);
    }

    /** How many bytes of payload the operating system has taken for the peer. */
    public final long bytesSent() {
        return bytesSent.get();
    }

    /**
     * The next frame of the peer.
     *
     * @throws EOFException where there is none
     */
    public final WireFrame read() throws IOException {
        return frames.read();
    }

    /** Whether the peer has ended the connection, without another frame. */
    public final boolean isAtEnd() throws IOException {
        try {
            WireFrame frame = frames.read();
            throw new AssertionError("Expected the end, got " + frame);
        } catch (EOFException ended) {
            return true;
        } catch (SocketException reset) {
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    /** Sets for how long a read waits. */
    public final void readLimit(Duration limit) throws IOException {
        socket.setSoTimeout((int) limit.toMillis());
    }

    /** Cuts the connection with a reset. */
    public final void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the connection without a close frame. */
    public final void leave() throws IOException {
        socket.close();
    }

    @Override
    public final void close() throws IOException {
        socket.close();
    }
}
