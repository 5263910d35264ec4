package dev.sluice.core.json;

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

    private final List<byte[][]> paths;
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

    private final byte[] key = new byte[LONGEST_KEY];
    private int keyLength;

    private int captured = -1;
    private int captureDepth;
    private long captureStart;
    private byte[] capture = new byte[256];
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
        this.paths = paths.segments();
        this.listener = listener;
        this.captureLimit = captureLimit;
        int deepest = this.paths.stream().mapToInt(path -> path.length).max().orElse(0);
        this.matching = new long[deepest + 1];
        this.inObject = new boolean[deepest + 1];
        this.keyStarts = new long[deepest + 1];
        reset();
    }

    /** Forgets everything and waits for a new document at offset 0. */
    public void reset() {
        depth = 0;
        expectKey = inKey = inString = escaped = inScalar = broken = finished = false;
        position = 0;
        captured = -1;
        nextValue = (1L << paths.size()) - 1;
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
        int end = buffer.limit();
        for (int i = buffer.position(); i < end; i++) {
            byte b = buffer.get(i);
            if (inString) {
                readString(b);
            } else {
                readStructure(b);
            }
            position++;
        }
    }

    private void readString(byte b) {
        if (inKey) {
            appendKey(b);
        } else {
            append(b);
        }
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
            if (inKey) {
                inKey = false;
                keyLength--;
                nextValue = tracked() ? matchKey() : 0;
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
        if (expectKey && tracked()) {
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

    private static final byte[] ELEMENT = {'[', ']'};

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
            for (int path = 0; path < paths.size(); path++) {
                if ((nextValue & (1L << path)) != 0 && paths.get(path).length == depth) {
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
        listener.member(path, captureStart, end, whole ? ByteBuffer.wrap(capture, 0, captureLength) : null);
    }

    private void append(byte b) {
        if (captured >= 0 && captureLength < captureLimit) {
            if (captureLength == capture.length) {
                capture = Arrays.copyOf(capture, Math.min(captureLimit, capture.length * 2));
            }
            capture[captureLength++] = b;
        }
    }

    private void appendKey(byte b) {
        append(b);
        if (keyLength < LONGEST_KEY) {
            key[keyLength] = b;
        }
        keyLength++;
    }

    private long matchKey() {
        if (matching[depth] == 0 || keyLength >= LONGEST_KEY) {
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
        for (int path = 0; path < paths.size(); path++) {
            byte[][] segments = paths.get(path);
            if ((matching[depth] & (1L << path)) != 0
                    && segments.length >= depth
                    && Arrays.equals(segments[depth - 1], 0, segments[depth - 1].length, name, 0, length)) {
                result |= 1L << path;
            }
        }
        return result;
    }

    /**
     * Paths, taken apart once.
     *
     * @param segments of each path
     */
    public record Paths(List<byte[][]> segments) {
        /** These paths, at most 63. */
        public static Paths of(List<String> paths) {
            return new Paths(paths.stream().map(Paths::segments).toList());
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
