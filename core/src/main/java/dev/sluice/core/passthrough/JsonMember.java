package dev.sluice.core.passthrough;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.PrefixedPublisher;
import dev.sluice.core.http.Splice;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A member of a JSON object that is to be taken out: with the comma behind it, or where it is the last one, with the
 * comma before.
 *
 * @param keyStart the offset of the key's opening quote
 * @param valueEnd the offset after the value
 */
record JsonMember(long keyStart, long valueEnd) {
    Removal from(Body body) {
        Cursor cursor = new Cursor(inMemory(body));
        long next = cursor.skipSpace(valueEnd, 1);
        if (cursor.at(next) == ',') {
            return new Removal(Splice.removal(keyStart, next + 1), false);
        }
        long previous = cursor.skipSpace(keyStart - 1, -1);
        return cursor.at(previous) == ','
                ? new Removal(Splice.removal(previous, valueEnd), false)
                : new Removal(Splice.removal(keyStart, valueEnd), true);
    }

    private static List<ByteBuffer> inMemory(Body body) {
        if (body instanceof Body.Bytes bytes) {
            return bytes.slices();
        }
        return body instanceof Body.Stream stream && stream.publisher() instanceof PrefixedPublisher prefixed
                ? prefixed.prefix().slices()
                : List.of();
    }

    /**
     * How it is taken out.
     *
     * @param only whether the object is empty then
     */
    record Removal(Splice splice, boolean only) {}

    /** Reads single bytes that stand near each other. */
    private static final class Cursor {
        private final List<ByteBuffer> slices;
        private int index;
        private long start;

        Cursor(List<ByteBuffer> slices) {
            this.slices = slices;
        }

        long skipSpace(long from, int step) {
            long at = from;
            while (at(at) >= 0 && at(at) <= ' ') {
                at += step;
            }
            return at;
        }

        /** The byte at that offset; -1 outside of what is in memory, and for what is no ASCII. */
        int at(long offset) {
            while (index > 0 && offset < start) {
                index--;
                start -= slices.get(index).remaining();
            }
            while (index < slices.size() && offset >= start + slices.get(index).remaining()) {
                start += slices.get(index).remaining();
                index++;
            }
            if (index == slices.size() || offset < start) {
                return -1;
            }
            ByteBuffer slice = slices.get(index);
            return Math.max(-1, slice.get(slice.position() + (int) (offset - start)));
        }
    }
}
