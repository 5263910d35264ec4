package dev.sluice.core.json;

import dev.sluice.core.bytes.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds members of a JSON document while its bytes go by, without building a tree.
 *
 * <p>Paths are written {@code usage}, {@code response.usage}, {@code data[].id}. Values are reported as raw bytes with
 * their offsets. Strings are skipped as strings, so text that looks like JSON is never taken for it; the grammar of
 * scalars is not checked. One instance reads one document at a time, on one thread.
 */
public final class MemberScanner {
    private static final int LONGEST_KEY = 256;
    private static final int SHORT = 64;
    private static final byte[] NOTHING = {};
    private static final byte[] ELEMENT = {'[', ']'};

    private final Paths paths;
    private final Listener listener;
    private final int captureLimit;
    private final long[] matching;
    private final long[] keyStarts;

    private int depth;

    /** A bit for each depth at which an object is open. */
    private long objects;

    private boolean expectKey;
    private boolean inKey;
    private boolean inString;
    private boolean escaped;
    private boolean inScalar;
    private boolean broken;
    private boolean finished;
    private long nextValue;

    /** How much of the document was read before this piece. */
    private long position;

    private byte[] piece = NOTHING;
    /** What to add to a place in the piece for that in the document. */
    private long origin;

    /** Where in the piece the key goes on, and what of it came in earlier pieces. */
    private int keyFrom;

    private byte[] key = NOTHING;
    private int keyLength;
    private boolean keyEscaped;

    /** Where in the piece the value goes on, and what of it came in earlier pieces. */
    private int captureFrom;

    private final RawJson value = new RawJson();
    private byte[] capture = NOTHING;
    private int captureLength;
    private int captured = -1;
    private int captureDepth;
    private long captureStart;

    /**
     * A scanner for these paths, at most 63.
     *
     * @param captureLimit the longest value that is reported with its bytes; longer ones are reported without
     */
    public MemberScanner(List<String> paths, int captureLimit, Listener listener) {
        this(Paths.of(paths), captureLimit, listener);
    }

    /** The same, with the same limit, for paths that many scanners share. */
    public MemberScanner(Paths paths, int captureLimit, Listener listener) {
        this.paths = paths;
        this.listener = listener;
        this.captureLimit = captureLimit;
        this.matching = new long[paths.deepest + 1];
        this.keyStarts = new long[paths.deepest + 1];
        reset();
    }

    /** Forgets everything and waits for a new document at offset 0; not while it reads. */
    public void reset() {
        depth = 0;
        expectKey = inKey = inString = escaped = inScalar = broken = finished = false;
        position = 0;
        captured = -1;
        nextValue = (1L << paths.segments.length) - 1;
        matching[0] = nextValue;
    }

    /** Whether exactly one document, an object or an array, was read to its end. */
    public boolean isComplete() {
        return finished && !broken;
    }

    /** The offset at which the key of the member begins that is being reported. */
    public long keyStart() {
        return keyStarts[captureDepth];
    }

    /** Reads the remaining bytes of the buffer, without moving its position. What goes on in the next is copied, nothing else. */
    public void feed(ByteBuffer buffer) {
        int start = Piece.start(buffer);
        feed(Piece.array(buffer), start, start + buffer.remaining());
    }

    void feed(byte[] bytes, int start, int end) {
        piece = bytes;
        origin = position - start;
        keyFrom = captureFrom = start;
        for (int i = start; i < end; ) {
            i = inString ? readString(bytes, i, end) : readStructure(bytes, i, end);
        }
        position = origin + end;
        if (captured >= 0) {
            keepValue(end);
        }
        if (inKey) {
            keepKey(end);
        }
        piece = NOTHING;
        value.clear();
    }

    /** Reads to the end of the string, or to what is escaped in it; where to go on. */
    private int readString(byte[] bytes, int from, int end) {
        if (escaped) {
            escaped = false;
            return from + 1;
        }
        int stop = JsonText.QUOTE_OR_ESCAPE.in(bytes, from, end);
        if (stop == end) {
            return end;
        }
        if (bytes[stop] == '\\') {
            escaped = keyEscaped = true;
            return stop + 1;
        }
        inString = false;
        if (inKey) {
            inKey = false;
            nextValue = matchKey(stop);
        } else {
            endScalar(stop + 1);
        }
        return stop + 1;
    }

    /** Reads to the beginning of the next string; where to go on. */
    private int readStructure(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            switch (b) {
                case '"' -> {
                    startString(i);
                    return i + 1;
                }
                case '{', '[' -> open(b, i);
                case '}', ']' -> close(i);
                case ',' -> comma(i);
                case ':' -> {}
                case ' ', '\t', '\n', '\r' -> endScalar(i);
                default -> {
                    if (!inScalar) {
                        startValue(i);
                        inScalar = true;
                    }
                }
            }
        }
        return end;
    }

    private void startString(int at) {
        inString = true;
        if (expectKey && tracked() && matching[depth] != 0) {
            inKey = true;
            expectKey = false;
            keyFrom = at + 1;
            keyLength = 0;
            keyEscaped = false;
            keyStarts[depth] = origin + at;
        } else {
            startValue(at);
            inScalar = true;
        }
    }

    private void open(byte b, int at) {
        startValue(at);
        depth++;
        if (tracked()) {
            matching[depth] = nextValue;
            expectKey = b == '{';
            objects = expectKey ? objects | 1L << depth : objects & ~(1L << depth);
            nextValue = b == '[' ? matchSegment(ELEMENT, 0, ELEMENT.length) : 0;
        }
    }

    private void close(int at) {
        endScalar(at);
        if (--depth < 0) {
            broken = true;
            depth = 0;
            return;
        }
        expectKey = false;
        if (captured >= 0 && depth == captureDepth) {
            report(at + 1);
        }
        finished |= depth == 0;
    }

    private void comma(int at) {
        endScalar(at);
        if (tracked() && depth > 0) {
            expectKey = (objects >>> depth & 1) != 0;
            nextValue = expectKey ? 0 : matchSegment(ELEMENT, 0, ELEMENT.length);
        }
    }

    private boolean tracked() {
        return depth < matching.length;
    }

    private void startValue(int at) {
        if (depth == 0 && finished) {
            broken = true;
        }
        if (captured < 0 && tracked() && depth > 0 && nextValue != 0) {
            for (long left = nextValue; left != 0; left &= left - 1) {
                int path = Long.numberOfTrailingZeros(left);
                if (paths.segments[path].length == depth) {
                    captured = path;
                    captureDepth = depth;
                    captureStart = origin + at;
                    captureFrom = at;
                    captureLength = 0;
                    return;
                }
            }
        }
    }

    private void endScalar(int at) {
        if (inScalar) {
            inScalar = false;
            if (captured >= 0 && depth == captureDepth) {
                report(at);
            }
        }
    }

    private void report(int to) {
        int path = captured;
        captured = -1;
        long end = origin + to;
        boolean whole = end - captureStart <= captureLimit;
        listener.member(path, captureStart, end, whole ? value(to) : null);
    }

    /** Where it stands; what came in several pieces is put together. */
    private RawJson value(int to) {
        if (captureLength == 0) {
            return value.set(piece, captureFrom, to);
        }
        keepValue(to);
        return value.set(capture, 0, captureLength);
    }

    private void keepValue(int to) {
        int taken = Math.min(to - captureFrom, captureLimit - captureLength);
        capture = withRoom(capture, captureLength + taken, captureLimit);
        System.arraycopy(piece, captureFrom, capture, captureLength, taken);
        captureLength += taken;
    }

    /** Of a key that is longer than any that is looked for, no more than shows that. */
    private void keepKey(int to) {
        int taken = Math.min(to - keyFrom, LONGEST_KEY - keyLength);
        key = withRoom(key, keyLength + taken, LONGEST_KEY);
        System.arraycopy(piece, keyFrom, key, keyLength, taken);
        keyLength += taken;
    }

    private static byte[] withRoom(byte[] kept, int needed, int most) {
        return needed <= kept.length
                ? kept
                : Arrays.copyOf(kept, Math.min(most, Math.max(needed, Math.max(SHORT, 2 * kept.length))));
    }

    private long matchKey(int to) {
        if (keyLength > 0) {
            keepKey(to);
            return matchKey(key, 0, keyLength);
        }
        return matchKey(piece, keyFrom, to - keyFrom);
    }

    private long matchKey(byte[] bytes, int from, int length) {
        if (length >= LONGEST_KEY) {
            return 0;
        }
        if (keyEscaped) {
            byte[] decoded = JsonText.decode(bytes, from, from + length).getBytes(StandardCharsets.UTF_8);
            // Bytes that are no UTF-8 grow.
            return decoded.length < LONGEST_KEY ? matchSegment(decoded, 0, decoded.length) : 0;
        }
        return matchSegment(bytes, from, length);
    }

    private long matchSegment(byte[] name, int from, int length) {
        long result = 0;
        for (long left = matching[depth] & paths.ofLength(depth, length); left != 0; left &= left - 1) {
            int path = Long.numberOfTrailingZeros(left);
            if (spells(paths.segments[path][depth - 1], name, from)) {
                result |= 1L << path;
            }
        }
        return result;
    }

    /** Whether the letters of a segment stand there. */
    private static boolean spells(byte[] segment, byte[] name, int from) {
        for (int i = 0; i < segment.length; i++) {
            if (segment[i] != name[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Paths, taken apart once. Immutable. */
    public static final class Paths {
        private final byte[][][] segments;
        private final int deepest;
        private final long[][] byLength;

        private Paths(byte[][][] segments) {
            this.segments = segments;
            this.deepest =
                    Arrays.stream(segments).mapToInt(path -> path.length).max().orElse(0);
            this.byLength = new long[deepest][LONGEST_KEY];
            for (int path = 0; path < segments.length; path++) {
                for (int depth = 1; depth <= segments[path].length; depth++) {
                    byLength[depth - 1][segments[path][depth - 1].length] |= 1L << path;
                }
            }
        }

        /** The paths that have a segment of that length at that depth. */
        private long ofLength(int depth, int length) {
            return byLength[depth - 1][length];
        }

        /** These paths, at most 63. */
        public static Paths of(List<String> paths) {
            return new Paths(paths.stream().map(Paths::segments).toArray(byte[][][]::new));
        }

        private static byte[][] segments(String path) {
            return Arrays.stream(path.replace("[]", ".[]").split("\\."))
                    .filter(segment -> !segment.isEmpty())
                    .map(segment -> segment.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }
    }

    /** Learns of members as they end. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A member with a watched path has ended.
         *
         * @param path the index of the path
         * @param start the offset of its first byte in the document
         * @param end the offset after its last byte
         * @param value the value, valid during this call; null where it is longer than the limit
         */
        void member(int path, long start, long end, @Nullable RawJson value);
    }
}
