package dev.sluice.core.http;

import dev.sluice.core.bytes.ByteSearch;
import dev.sluice.core.bytes.Piece;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Finds the data of server-sent events in bytes that may be cut anywhere: LF, CR and CRLF end a line, {@code data:} may
 * lack its space, several data lines make one event.
 */
public final class SseData {
    private static final ByteSearch LINE_END = ByteSearch.of('\n', '\r');
    private static final byte[] FIELD = {'d', 'a', 't', 'a', ':'};

    private final Consumer<ByteBuffer> data;
    private final Runnable eventEnd;
    private int column;
    private boolean isData = true;
    private boolean afterCr;

    /** Finds data, handed on in pieces that are valid during that call, and the end of each event. */
    public SseData(Consumer<ByteBuffer> data, Runnable eventEnd) {
        this.data = data;
        this.eventEnd = eventEnd;
    }

    /** Reads the remaining bytes of the buffer, without moving its position. */
    public void feed(ByteBuffer slice) {
        byte[] bytes = Piece.array(slice);
        int start = Piece.start(slice);
        int end = start + slice.remaining();
        ByteBuffer view = null;
        int i = start;
        while (i < end) {
            byte b = bytes[i];
            if (b == '\n' || b == '\r') {
                endLine(b);
                i++;
                continue;
            }
            afterCr = false;
            if (isData && column >= FIELD.length) {
                int from = i;
                i = LINE_END.in(bytes, i, end);
                view = view == null ? ByteBuffer.wrap(bytes) : view;
                data.accept(view.limit(i).position(from));
            } else {
                isData &= column < FIELD.length && b == FIELD[column];
                column++;
                i++;
            }
        }
    }

    private void endLine(byte b) {
        boolean secondHalfOfCrlf = b == '\n' && afterCr;
        afterCr = b == '\r';
        if (secondHalfOfCrlf) {
            return;
        }
        if (column == 0) {
            eventEnd.run();
        }
        column = 0;
        isData = true;
    }
}
