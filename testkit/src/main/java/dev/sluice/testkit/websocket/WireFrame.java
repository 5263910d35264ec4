package dev.sluice.testkit.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A frame as it stands on the wire, its payload unmasked. Any first byte will do, also one that no peer may send.
 *
 * @param first the first byte: FIN, three reserved bits and the opcode
 * @param payload the bytes; read-only by agreement
 */
public record WireFrame(int first, ByteBuffer payload) {
    /** A further fragment of a message. */
    public static final int CONTINUATION = 0;

    /** Text, UTF-8. */
    public static final int TEXT = 1;

    /** Bytes. */
    public static final int BINARY = 2;

    /** The end. */
    public static final int CLOSE = 8;

    /** A ping. */
    public static final int PING = 9;

    /** A pong. */
    public static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final int OPCODE = 0x0F;

    /** A frame of any kind. */
    public static WireFrame of(int opcode, boolean last, byte... payload) {
        return new WireFrame(opcode | (last ? FIN : 0), ByteBuffer.wrap(payload));
    }

    /** A text message of one frame. */
    public static WireFrame text(String text) {
        return of(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A binary message of one frame. */
    public static WireFrame binary(byte... payload) {
        return of(BINARY, true, payload);
    }

    /** A ping with a text. */
    public static WireFrame ping(String text) {
        return of(PING, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A pong with a text. */
    public static WireFrame pong(String text) {
        return of(PONG, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A close frame with a code and perhaps a reason. */
    public static WireFrame close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuffer payload = ByteBuffer.allocate(2 + text.length);
        payload.putShort((short) code).put(text);
        return of(CLOSE, true, payload.array());
    }

    /** The opcode. */
    public int opcode() {
        return first & OPCODE;
    }

    /** Whether it ends its message. */
    public boolean last() {
        return (first & FIN) != 0;
    }

    /** The payload as UTF-8. */
    public String text() {
        return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
    }

    /** The code of a close frame, 1005 where it holds none. */
    public int closeCode() {
        return payload.remaining() < 2 ? 1005 : Short.toUnsignedInt(payload.getShort(payload.position()));
    }

    /** The reason of a close frame. */
    public String closeReason() {
        return payload.remaining() < 2
                ? ""
                : StandardCharsets.UTF_8
                        .decode(payload.duplicate().position(payload.position() + 2))
                        .toString();
    }

    @Override
    public String toString() {
        String what = opcode() == CLOSE ? "close " + closeCode() + " " + closeReason() : "opcode " + opcode();
        return what + (last() ? "" : ", more follows") + ", " + payload.remaining() + " bytes";
    }
}
