package dev.sluice.testkit.websocket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** Frames of one connection. One thread may read while another writes. */
final class FrameStream {
    private static final int MASK_BIT = 0x80;
    private static final int SHORT_LENGTH = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private final DataInputStream in;
    private final OutputStream out;
    private final boolean isClient;

    /** Frames of a client, which masks what it sends and gets nothing masked, or of a server, the other way round. */
    FrameStream(InputStream in, OutputStream out, boolean isClient) {
        this.in = new DataInputStream(new BufferedInputStream(in, 64 * 1024));
        this.out = out;
        this.isClient = isClient;
    }

    /** A line of the handshake without its line end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The connection ended within a head");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    /**
     * The next frame.
     *
     * @throws EOFException where the connection has ended
     * @throws IllegalStateException where the peer masks, or does not mask, as it must
     */
    WireFrame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        boolean masked = (second & MASK_BIT) != 0;
        if (masked == isClient) {
            throw new IllegalStateException(masked ? "A server must not mask" : "A client must mask");
        }
        long length = second & ~MASK_BIT;
        if (length == TWO_BYTES) {
            length = in.readUnsignedShort();
        } else if (length == EIGHT_BYTES) {
            length = in.readLong();
        }
        byte[] mask = masked ? bytes(4) : new byte[4];
        byte[] payload = bytes(Math.toIntExact(length));
        apply(mask, payload);
        return new WireFrame(first, ByteBuffer.wrap(payload));
    }

    synchronized void write(WireFrame frame) throws IOException {
        out.write(encoded(frame));
        out.flush();
    }

    synchronized void writeRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    byte[] encoded(WireFrame frame) {
        byte[] payload = new byte[frame.payload().remaining()];
        frame.payload().duplicate().get(payload);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 14);
        bytes.write(frame.first());
        int maskBit = isClient ? MASK_BIT : 0;
        if (payload.length <= SHORT_LENGTH) {
            bytes.write(maskBit | payload.length);
        } else if (payload.length <= 0xFFFF) {
            bytes.write(maskBit | TWO_BYTES);
            bytes.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            bytes.write(maskBit | EIGHT_BYTES);
            bytes.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        if (isClient) {
            byte[] mask = new byte[4];
            ThreadLocalRandom.current().nextBytes(mask);
            bytes.writeBytes(mask);
            apply(mask, payload);
        }
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    private static void apply(byte[] mask, byte[] payload) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
    }
}
