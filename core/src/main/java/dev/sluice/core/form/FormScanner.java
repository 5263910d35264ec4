package dev.sluice.core.form;

import dev.sluice.core.bytes.ByteSearch;
import dev.sluice.core.bytes.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the short text fields of a {@code multipart/form-data} body (RFC 7578) while its bytes go by; files pass unread.
 * One instance reads one body, on one thread.
 */
public final class FormScanner {
    private static final int LONGEST_HEAD = 8 << 10;
    private static final ByteSearch LINE_END = ByteSearch.of('\r', '\r');

    private final byte[] delimiter;
    private final int longestValue;
    private final Listener listener;
    private final byte[] kept;

    private State state = State.CONTENT;
    private int matched = 2;
    private long position;
    private long partStart;
    private long valueStart;
    private int keptLength;
    private @Nullable PartHead part;

    /**
     * A scanner of a body with that boundary.
     *
     * @param longestValue longer values are reported without their text
     */
    public FormScanner(String boundary, int longestValue, Listener listener) {
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.longestValue = longestValue;
        this.listener = listener;
        this.kept = new byte[Math.max(LONGEST_HEAD, longestValue + delimiter.length)];
    }

    /** Whether the closing boundary was read. */
    public boolean isComplete() {
        return state == State.ENDED;
    }

    /** Reads the remaining bytes of the buffer, without moving its position. */
    public void feed(ByteBuffer buffer) {
        byte[] bytes = Piece.array(buffer);
        int start = Piece.start(buffer);
        int end = start + buffer.remaining();
        for (int i = start; i < end && state != State.ENDED; i++) {
            if (passesUnread()) {
                int from = i;
                i = LINE_END.in(bytes, i, end);
                position += i - from;
                if (i == end) {
                    return;
                }
            }
            byte b = bytes[i];
            position++;
            switch (state) {
                case CONTENT -> content(b);
                case BOUNDARY -> boundary(b);
                default -> head(b);
            }
        }
    }

    /** Nothing of a file matters but where it ends. */
    private boolean passesUnread() {
        return state == State.CONTENT && matched == 0 && (part == null || !part.isField());
    }

    private void content(byte b) {
        keep(b);
        if (b == delimiter[matched]) {
            matched++;
        } else {
            matched = b == '\r' ? 1 : 0;
        }
        if (matched == delimiter.length) {
            endOfPart();
            matched = 0;
            keptLength = 0;
            state = State.BOUNDARY;
        }
    }

    private void endOfPart() {
        long delimiterStart = position - delimiter.length;
        if (part != null && part.isField()) {
            int size = (int) Math.min(Integer.MAX_VALUE, delimiterStart - valueStart);
            String value = size <= longestValue ? new String(kept, 0, size, StandardCharsets.UTF_8) : null;
            listener.field(part.name(), value, valueStart, delimiterStart, partStart, delimiterStart + 2);
        }
        partStart = delimiterStart + 2;
    }

    /** After a boundary: two dashes end the body, a line feed begins the head of a part. */
    private void boundary(byte b) {
        keep(b);
        if (keptLength == 2 && kept[0] == '-' && kept[1] == '-') {
            state = State.ENDED;
        } else if (b == '\n') {
            keptLength = 0;
            state = State.HEAD;
        }
    }

    private void head(byte b) {
        keep(b);
        int n = keptLength;
        boolean empty = n == 2 && kept[0] == '\r' && kept[1] == '\n';
        boolean ended =
                n >= 4 && kept[n - 1] == '\n' && kept[n - 2] == '\r' && kept[n - 3] == '\n' && kept[n - 4] == '\r';
        if (empty || ended || n == LONGEST_HEAD) {
            part = n == LONGEST_HEAD ? null : PartHead.parse(new String(kept, 0, n, StandardCharsets.UTF_8));
            keptLength = 0;
            valueStart = position;
            state = State.CONTENT;
        }
    }

    private void keep(byte b) {
        if (keptLength < kept.length) {
            kept[keptLength++] = b;
        }
    }

    private enum State {
        CONTENT,
        BOUNDARY,
        HEAD,
        ENDED
    }

    /** Learns of fields as they end. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A field that is no file has ended.
         *
         * @param name its name
         * @param value its text; null where it is longer than the limit
         * @param start the offset of its first byte in the body
         * @param end the offset after its last byte
         * @param partStart the offset of the boundary line before it
         * @param nextStart the offset of the boundary line after it
         */
        void field(String name, @Nullable String value, long start, long end, long partStart, long nextStart);
    }
}
