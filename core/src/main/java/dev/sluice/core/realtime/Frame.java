package dev.sluice.core.realtime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * One frame of a WebSocket (RFC 6455), as it came: fragments stay fragments, and payloads are never decoded.
 *
 * @param kind what it is
 * @param last whether it ends its message; always so for control frames
 * @param payload the bytes, unmasked; read-only by agreement: whoever reads them takes a {@code duplicate()} first
 */
public record Frame(Kind kind, boolean last, ByteBuffer payload) {
    /** The most bytes that a control frame may hold. */
    public static final int LONGEST_CONTROL = 125;

    private static final int CODE_BYTES = 2;

    /** What a frame is. */
    public enum Kind {
        /** A text message, or its first fragment. */
        TEXT,
        /** A binary message, or its first fragment. */
        BINARY,
        /** A further fragment of a message. */
        CONTINUATION,
        /** The end; nothing follows it. */
        CLOSE,
        /** Asks for a pong with the same payload. */
        PING,
        /** Answers a ping. */
        PONG;

        /** Whether it may stand between the fragments of a message. */
        public boolean isControl() {
            return this == CLOSE || this == PING || this == PONG;
        }
    }

    /** The frame that ends a connection; a reason that is too long for it is cut between two characters. */
    public static Frame close(int code, String reason) {
        ByteBuffer payload = ByteBuffer.allocate(LONGEST_CONTROL).putShort((short) code);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(reason), payload, true);
        return new Frame(Kind.CLOSE, true, payload.flip());
    }

    /** Whether it is the end. */
    public boolean isClose() {
        return kind == Kind.CLOSE;
    }

    /** The code of a {@link Kind#CLOSE}, where it holds one. */
    public OptionalInt closeCode() {
        return isClose() && payload.remaining() >= CODE_BYTES
                ? OptionalInt.of(Short.toUnsignedInt(payload.getShort(payload.position())))
                : OptionalInt.empty();
    }

    /** The reason of a {@link Kind#CLOSE}, perhaps empty. */
    public String closeReason() {
        return isClose() && payload.remaining() > CODE_BYTES
                ? StandardCharsets.UTF_8
                        .decode(payload.duplicate().position(payload.position() + CODE_BYTES))
                        .toString()
                : "";
    }

    /** The number of bytes in the payload. */
    public int size() {
        return payload.remaining();
    }

    /** Everything but the payload: it may be a prompt. */
    @Override
    public String toString() {
        return kind + (last ? "" : ", more follows") + ", " + size() + " bytes";
    }
}
