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
    private final boolean[] inObject;
    private final long[] keyStarts;

    private int depth;
    private boolean expectKey;
    private boolean inKey;
    private boolean inString;
    private boolean escaped;
    private boolean inScalar;
    private boolean broken;
    private boolean finished;
    private long position;
    private long nextValue;

    private byte[] key = new byte[SHORT];
    private int keyLength;

    private int captured = -1;
    private int captureDepth;
    private long captureStart;
    private byte[] capture = NOTHING;
    private ByteBuffer value = ByteBuffer.wrap(NOTHING);
    private int captureLength;

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
        this.inObject = new boolean[paths.deepest + 1];
        this.keyStarts = new long[paths.deepest + 1];
        reset();
    }

    /** Forgets everything and waits for a new document at offset 0. */
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

    /** Reads the remaining bytes of the buffer, without moving its position. */
    public void feed(ByteBuffer buffer) {
        byte[] bytes = Piece.array(buffer);
        int start = Piece.start(buffer);
        int end = start + buffer.remaining();
        for (int i = start; i < end; i++) {
            if (inString && !escaped) {
                int plain = JsonText.QUOTE_OR_ESCAPE.in(bytes, i, end);
                append(bytes, i, plain);
                if (inKey) {
                    appendKey(bytes, i, plain);
                }
                position += plain - i;
                i = plain;
                if (i == end) {
                    return;
                }
            }
            if (inString) {
                readString(bytes[i]);
            } else {
                readStructure(bytes[i]);
            }
            position++;
        }
    }

    private void readString(byte b) {
        append(b);
        if (inKey && (escaped || b == '\\')) {
            appendKey(b);
        }
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
            if (inKey) {
                inKey = false;
                nextValue = matchKey();
            } else {
                endScalar(position + 1);
            }
        }
    }

    private void readStructure(byte b) {
        switch (b) {
            case ' ', '\t', '\n', '\r' -> {
                if (inScalar) {
                    endScalar(position);
                }
                append(b);
            }
            case '"' -> startString(b);
            case '{', '[' -> open(b);
            case '}', ']' -> close(b);
            case ',' -> comma(b);
            case ':' -> append(b);
            default -> {
                if (!inScalar) {
                    startValue();
                    inScalar = true;
                }
                append(b);
            }
        }
    }

    private void startString(byte b) {
        inString = true;
        if (expectKey && tracked() && matching[depth] != 0) {
            inKey = true;
            expectKey = false;
            keyLength = 0;
            keyStarts[depth] = position;
        } else {
            startValue();
        }
        append(b);
    }

    private void open(byte b) {
        startValue();
        append(b);
        depth++;
        if (tracked()) {
            matching[depth] = nextValue;
            inObject[depth] = b == '{';
            expectKey = b == '{';
            nextValue = b == '[' ? matchSegment(ELEMENT, ELEMENT.length) : 0;
        }
    }

    private void close(byte b) {
        if (inScalar) {
            endScalar(position);
        }
        append(b);
        if (--depth < 0) {
            broken = true;
            depth = 0;
            return;
        }
        expectKey = false;
        if (captured >= 0 && depth == captureDepth) {
            report(position + 1);
        }
        finished |= depth == 0;
    }

    private void comma(byte b) {
        if (inScalar) {
            endScalar(position);
        }
        append(b);
        if (tracked() && depth > 0) {
            expectKey = inObject[depth];
            nextValue = expectKey ? 0 : matchSegment(ELEMENT, ELEMENT.length);
        }
    }

    private boolean tracked() {
        return depth < matching.length;
    }

    private void startValue() {
        if (depth == 0 && finished) {
            broken = true;
        }
        if (captured < 0 && tracked() && depth > 0 && nextValue != 0) {
            for (long left = nextValue; left != 0; left &= left - 1) {
                int path = Long.numberOfTrailingZeros(left);
                if (paths.segments[path].length == depth) {
                    captured = path;
                    captureDepth = depth;
                    captureStart = position;
                    captureLength = 0;
                    return;
                }
            }
        }
    }

    private void endScalar(long end) {
        inScalar = false;
        if (captured >= 0 && depth == captureDepth) {
            report(end);
        }
    }

    private void report(long end) {
        int path = captured;
        captured = -1;
        boolean whole = captureLength == end - captureStart;
        listener.member(path, captureStart, end, whole ? captured() : null);
    }

    /** The same buffer each time: a listener has it during the call only. */
    private ByteBuffer captured() {
        if (value.array() != capture) {
            value = ByteBuffer.wrap(capture);
        }
        return value.clear().limit(captureLength);
    }

    private void append(byte b) {
        if (captured >= 0 && captureLength < captureLimit) {
            makeRoom(1);
            capture[captureLength++] = b;
        }
    }

    private void append(byte[] bytes, int from, int end) {
        if (captured >= 0) {
            int taken = Math.min(end - from, captureLimit - captureLength);
            makeRoom(taken);
            System.arraycopy(bytes, from, capture, captureLength, taken);
            captureLength += taken;
        }
    }

    private void makeRoom(int more) {
        if (captureLength + more > capture.length) {
            int grown = Math.max(Math.max(SHORT, 2 * capture.length), captureLength + more);
            capture = Arrays.copyOf(capture, Math.min(captureLimit, grown));
        }
    }

    private void appendKey(byte b) {
        if (makeRoomInKey(1)) {
            key[keyLength] = b;
        }
        keyLength++;
    }

    private void appendKey(byte[] bytes, int from, int end) {
        if (makeRoomInKey(end - from)) {
            System.arraycopy(bytes, from, key, keyLength, end - from);
        }
        keyLength += end - from;
    }

    /** A key that is longer than any that is looked for is only counted. */
    private boolean makeRoomInKey(int more) {
        if (keyLength + more > LONGEST_KEY) {
            return false;
        }
        if (keyLength + more > key.length) {
            key = Arrays.copyOf(key, LONGEST_KEY);
        }
        return true;
    }

    private long matchKey() {
        if (keyLength >= LONGEST_KEY) {
            return 0;
        }
        for (int i = 0; i < keyLength; i++) {
            if (key[i] == '\\') {
                byte[] decoded = JsonText.decode(key, 0, keyLength).getBytes(StandardCharsets.UTF_8);
                return matchSegment(decoded, decoded.length);
            }
        }
        return matchSegment(key, keyLength);
    }

    private long matchSegment(byte[] name, int length) {
        long result = 0;
        for (long left = matching[depth] & paths.ofLength(depth, length); left != 0; left &= left - 1) {
            int path = Long.numberOfTrailingZeros(left);
            if (spells(paths.segments[path][depth - 1], name, length)) {
                result |= 1L << path;
            }
        }
        return result;
    }

    /** Whether a segment of that length has these letters. */
    private static boolean spells(byte[] segment, byte[] name, int length) {
        for (int i = 0; i < length; i++) {
            if (segment[i] != name[i]) {
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
         * @param value the raw bytes, valid during this call; null where they are longer than the limit
         */
        void member(int path, long start, long end, @Nullable ByteBuffer value);
    }
}
