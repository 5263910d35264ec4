package dev.sluice.testkit.fault;

import java.io.EOFException;
import java.io.IOException;

/** Reads one body off the wire into a sink. Fails with {@link EOFException} where the body is cut. */
final class BodyReader {
    private final WireReader in;
    private final BodySink sink;
    private final byte[] buffer = new byte[32 * 1024];

    BodyReader(WireReader in, BodySink sink) {
        this.in = in;
        this.sink = sink;
    }

    void read(Framing framing) throws IOException, InterruptedException {
        if (framing instanceof Framing.Length length) {
            bytes(length.bytes());
        } else if (framing instanceof Framing.Chunked) {
            while (chunk()) {
                // the sink has it
            }
        } else if (framing instanceof Framing.UntilClose) {
            for (int n = next(); n >= 0; n = next()) {
                sink.data(buffer, n);
            }
        }
    }

    private int next() throws IOException, InterruptedException {
        return in.read(buffer, sink.permit(buffer.length));
    }

    /** Reads one chunk, or the last one with its trailers. Answers whether more will follow. */
    boolean chunk() throws IOException, InterruptedException {
        String line = in.line();
        sink.chunkLine(line);
        int extension = line.indexOf(';');
        String digits = (extension < 0 ? line : line.substring(0, extension)).strip();
        long size = Long.parseLong(digits, 16);
        if (size == 0) {
            in.linesToBlank().forEach(sink::trailer);
            return false;
        }
        bytes(size);
        String end = in.line();
        if (!end.isEmpty()) {
            throw new IOException("A chunk is longer than it said");
        }
        sink.chunkEnd();
        return true;
    }

    private void bytes(long count) throws IOException, InterruptedException {
        long left = count;
        while (left > 0) {
            int n = in.read(buffer, sink.permit((int) Math.min(left, buffer.length)));
            if (n < 0) {
                throw new EOFException("The body was cut " + left + " bytes before its end");
            }
            sink.data(buffer, n);
            left -= n;
        }
    }
}
