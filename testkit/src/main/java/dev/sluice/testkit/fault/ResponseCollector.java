package dev.sluice.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Collects the body of an answer, as a whole and by chunks. */
final class ResponseCollector implements BodySink {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private final List<RawChunk> chunks = new ArrayList<>();
    private final List<String> trailers = new ArrayList<>();
    private String sizeLine = "";
    private long arrivedNanos;

    @Override
    public void chunkLine(String line) {
        sizeLine = line;
        arrivedNanos = System.nanoTime();
        chunk.reset();
    }

    @Override
    public void data(byte[] source, int length) {
        body.write(source, 0, length);
        if (!sizeLine.isEmpty()) {
            chunk.write(source, 0, length);
        }
        arrivedNanos = System.nanoTime();
    }

    @Override
    public void chunkEnd() {
        chunks.add(chunk());
    }

    @Override
    public void trailer(String line) {
        trailers.add(line);
    }

    /** The chunk read last. */
    RawChunk chunk() {
        return new RawChunk(sizeLine, chunk.toByteArray(), arrivedNanos);
    }

    RawResponse finish(RawHead head, RawResponse.End end) {
        return new RawResponse(head, body.toByteArray(), chunks, trailers, end);
    }
}
