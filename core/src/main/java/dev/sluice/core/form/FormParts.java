package dev.sluice.core.form;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes a multipart form apart while its bytes go by: the head of each part, then its content in pieces. Keeps no content.
 * One instance reads one body, on one thread.
 */
public final class FormParts {
    private static final int LONGEST_HEAD = 8 << 10;

    private final byte[] delimiter;
    private final Listener listener;
    private final byte[] kept = new byte[LONGEST_HEAD];

    private State state = State.CONTENT;
    private int matched = 2;
    private int keptLength;
    private boolean inPart;

    /** The parts of a body with that boundary. */
    public FormParts(String boundary, Listener listener) {
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.listener = listener;
    }

    /** Whether the closing boundary was read. */
    public boolean isComplete() {
        return state == State.ENDED;
    }

    /** Reads the remaining bytes of the buffer, without moving its position. */
    public void feed(ByteBuffer buffer) {
        int end = buffer.limit();
        int i = buffer.position();
        while (i < end && state != State.ENDED) {
            if (state == State.CONTENT && matched == 0) {
                i = plain(buffer, i, end);
                continue;
            }
            byte b = buffer.get(i++);
            switch (state) {
                case CONTENT -> delimiter(b);
                case BOUNDARY -> boundary(b);
                default -> head(b);
            }
        }
    }

    /** Content up to where a boundary may begin. */
    private int plain(ByteBuffer buffer, int from, int end) {
        int i = from;
        while (i < end && buffer.get(i) != '\r') {
            i++;
        }
        emit(buffer.slice(from, i - from));
        if (i < end) {
            matched = 1;
            i++;
        }
        return i;
    }

    /** What looked like a boundary and is none is content. */
    private void delimiter(byte b) {
        if (b == delimiter[matched]) {
            matched++;
            if (matched == delimiter.length) {
                endPart();
            }
            return;
        }
        emit(ByteBuffer.wrap(delimiter, 0, matched).slice());
        matched = b == '\r' ? 1 : 0;
        if (matched == 0) {
            emit(ByteBuffer.wrap(new byte[] {b}));
        }
    }

    private void emit(ByteBuffer piece) {
        if (inPart && piece.hasRemaining()) {
            listener.content(piece);
        }
    }

    private void endPart() {
        if (inPart) {
            listener.end();
        }
        inPart = false;
        matched = 0;
        keptLength = 0;
        state = State.BOUNDARY;
    }

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
            begin(n == LONGEST_HEAD ? null : PartHead.parse(new String(kept, 0, n, StandardCharsets.UTF_8)));
        }
    }

    private void begin(@Nullable PartHead head) {
        keptLength = 0;
        state = State.CONTENT;
        inPart = head != null;
        if (head != null) {
            listener.begin(head.name(), head.filename());
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

    /** Learns of parts as they come. Parts without a name are left out. */
    public interface Listener {
        /**
         * A part begins.
         *
         * @param name its name
         * @param filename the name of the file; null for a field that is no file
         */
        void begin(String name, @Nullable String filename);

        /** More of the part's content; the buffer is valid until the call returns. */
        void content(ByteBuffer piece);

        /** The part has ended. */
        void end();
    }
}
