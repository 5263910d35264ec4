package dev.sluice.logging.otel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Gathers text and writes it as UTF-8, in room that is used again: a line of a log leaves no garbage. Of one thread. */
final class LineBuffer {
    /** What is larger, as lines with contents may be, is not kept. */
    private static final int LARGEST_KEPT = 1 << 20;

    private static final int CHARS = 16 << 10;

    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer chars = CharBuffer.allocate(CHARS);
    private final ByteBuffer bytes = ByteBuffer.allocate(CHARS * 3);
    private StringBuilder text = new StringBuilder();

    /** Where text is appended to. */
    StringBuilder text() {
        return text;
    }

    /** Writes all of it, and keeps it. */
    void writeTo(OutputStream out) throws IOException {
        encoder.reset();
        chars.clear();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + chars.remaining());
            text.getChars(from, to, chars.array(), chars.position());
            chars.position(chars.position() + to - from).flip();
            encoder.encode(chars, bytes.clear(), to == text.length());
            out.write(bytes.array(), 0, bytes.position());
            // Half of a pair waits for the other half.
            chars.compact();
            from = to;
        }
    }

    /** Forgets all of it. */
    void clear() {
        text.setLength(0);
        if (text.capacity() > LARGEST_KEPT) {
            text = new StringBuilder();
        }
    }
}
