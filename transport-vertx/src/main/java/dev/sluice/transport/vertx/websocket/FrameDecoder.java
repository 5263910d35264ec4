package dev.sluice.transport.vertx.websocket;

import dev.sluice.core.realtime.CloseCode;
import dev.sluice.core.realtime.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from bytes, however they are cut (RFC 6455, section 5). Extensions are never negotiated, so reserved bits
 * are violations. Texts are not looked into: whoever receives them judges them. Not thread-safe.
 */
final class FrameDecoder {
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int SHORTEST_HEAD = 2;
    private static final int LONGEST_HEAD = SHORTEST_HEAD + Long.BYTES + Mask.BYTES;
    private static final int FIRST_PIECE = 16 << 10;

    private final boolean masked;
    private final long largestMessage;
    private final ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD);
    private Frame.Kind kind = Frame.Kind.TEXT;
    private boolean last;
    private int mask;
    private int length;
    private int filled;
    private byte @Nullable [] payload;
    private boolean withinMessage;
    private long messageBytes;

    /**
     * A decoder at the beginning of a connection.
     *
     * @param masked whether frames must be masked; otherwise they must not
     * @param largestMessage the most bytes that the fragments of a message may have together
     */
    FrameDecoder(boolean masked, long largestMessage) {
        this.masked = masked;
        this.largestMessage = largestMessage;
        head.limit(SHORTEST_HEAD);
    }

    /** Reads the bytes, and hands out the frames that have become whole, also those before a violation. */
    void feed(ByteBuffer bytes, Consumer<Frame> frames) throws ProtocolViolation {
        while (bytes.hasRemaining()) {
            if (payload == null && !readHead(bytes)) {
                return;
            }
            readPayload(bytes);
            if (filled == length) {
                frames.accept(frame());
            }
        }
    }

    /** Whether the head is whole now. */
    private boolean readHead(ByteBuffer bytes) throws ProtocolViolation {
        while (bytes.hasRemaining() && head.hasRemaining()) {
            head.put(bytes.get());
            if (head.position() == SHORTEST_HEAD) {
                check(head.get(0), head.get(1));
            }
        }
        if (head.hasRemaining()) {
            return false;
        }
        head.flip().position(1);
        long announced = head.get() & LENGTH;
        if (announced == TWO_BYTES) {
            announced = Short.toUnsignedLong(head.getShort());
        } else if (announced == EIGHT_BYTES) {
            announced = head.getLong();
        }
        mask = masked ? head.getInt() : 0;
        head.clear().limit(SHORTEST_HEAD);
        begin(announced);
        return true;
    }

    private void check(byte first, byte second) throws ProtocolViolation {
        if ((first & RESERVED) != 0) {
            throw ProtocolViolation.frame("a frame has reserved bits set");
        }
        kind = kindOf(first & OPCODE);
        last = (first & FIN) != 0;
        int announced = second & LENGTH;
        if (kind.isControl() && (!last || announced > Frame.LONGEST_CONTROL)) {
            throw ProtocolViolation.frame("a control frame is fragmented, or longer than 125 bytes");
        }
        if (!kind.isControl() && withinMessage != (kind == Frame.Kind.CONTINUATION)) {
            throw ProtocolViolation.frame(
                    withinMessage ? "a message begins within another" : "a message begins with a continuation");
        }
        if (((second & MASKED) != 0) != masked) {
            throw ProtocolViolation.frame(masked ? "a frame is not masked" : "a frame is masked");
        }
        int extended = announced == TWO_BYTES ? Short.BYTES : announced == EIGHT_BYTES ? Long.BYTES : 0;
        head.limit(SHORTEST_HEAD + extended + (masked ? Mask.BYTES : 0));
    }

    private static Frame.Kind kindOf(int opcode) throws ProtocolViolation {
        return switch (opcode) {
            case 0 -> Frame.Kind.CONTINUATION;
            case 1 -> Frame.Kind.TEXT;
            case 2 -> Frame.Kind.BINARY;
            case 8 -> Frame.Kind.CLOSE;
            case 9 -> Frame.Kind.PING;
            case 10 -> Frame.Kind.PONG;
            default -> throw ProtocolViolation.frame("a frame has an unknown opcode");
        };
    }

    private void begin(long announced) throws ProtocolViolation {
        if (!kind.isControl()) {
            if (announced < 0 || announced > largestMessage - messageBytes) {
                throw ProtocolViolation.tooLarge(largestMessage);
            }
            messageBytes = last ? 0 : messageBytes + announced;
            withinMessage = !last;
        }
        length = (int) announced;
        filled = 0;
        payload = new byte[Math.min(length, FIRST_PIECE)];
    }

    /** Grows with what has come, not with what was announced: a head alone claims no memory. */
    private void readPayload(ByteBuffer bytes) {
        byte[] target = payload == null ? new byte[0] : payload;
        int count = Math.min(bytes.remaining(), length - filled);
        if (filled + count > target.length) {
            target = Arrays.copyOf(target, (int) Math.min(length, Math.max(filled + count, 2L * target.length)));
        }
        bytes.get(target, filled, count);
        if (masked) {
            Mask.apply(mask, filled, target, filled, count);
        }
        filled += count;
        payload = target;
    }

    private Frame frame() throws ProtocolViolation {
        ByteBuffer content = ByteBuffer.wrap(payload == null ? new byte[0] : payload, 0, length)
                .slice();
        payload = null;
        Frame frame = new Frame(kind, last, content);
        if (frame.isClose()) {
            checkClose(frame);
        }
        return frame;
    }

    private static void checkClose(Frame close) throws ProtocolViolation {
        if (close.size() == 0) {
            return;
        }
        if (close.closeCode().isEmpty() || !CloseCode.isValid(close.closeCode().getAsInt())) {
            throw ProtocolViolation.frame("a close frame has a code that may not be sent");
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(close.payload().duplicate().position(Short.BYTES));
        } catch (CharacterCodingException malformed) {
            throw ProtocolViolation.text("the reason of a close frame is not UTF-8");
        }
    }
}
