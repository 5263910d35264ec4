package dev.sluice.testkit.fault;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines and bytes of one direction of a connection, as they came: ISO-8859-1, nothing trimmed, nothing folded. */
final class WireReader {
    private final InputStream in;

    WireReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /** The next line without its line end, or null where the stream ended before its first byte. */
    @Nullable
    String lineOrEnd() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b != '\n') {
            if (b < 0) {
                throw new EOFException("The stream ended within a line");
            }
            line.write(b);
            b = in.read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** The next line without its line end. */
    String line() throws IOException {
        String line = lineOrEnd();
        if (line == null) {
            throw new EOFException("The stream ended where a line was due");
        }
        return line;
    }

    /** Lines up to an empty one, which is dropped. */
    List<String> linesToBlank() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return List.copyOf(lines);
    }

    /** At least one byte, at most {@code limit}; -1 at the end of the stream. */
    int read(byte[] target, int limit) throws IOException {
        return in.read(target, 0, Math.min(limit, target.length));
    }

    /** How many bytes are here already and were not read. */
    int available() throws IOException {
        return in.available();
    }
}
