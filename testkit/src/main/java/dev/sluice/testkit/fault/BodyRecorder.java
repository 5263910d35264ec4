package dev.sluice.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Records a request body while it is read, no further than the script permits. */
final class BodyRecorder implements BodySink {
    private static final int KEPT_CHUNK_LINES = 1024;

    private final MessageDigest digest;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final List<String> chunkLines = new ArrayList<>();
    private final List<String> trailers = new ArrayList<>();
    private long size;
    private long allowed;

    BodyRecorder() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** Lets the body be read up to so many bytes in all; never takes back. */
    synchronized void allow(long total) {
        allowed = Math.max(allowed, total);
        notifyAll();
    }

    synchronized long size() {
        return size;
    }

    @Override
    public synchronized int permit(int wanted) throws InterruptedException {
        while (allowed <= size) {
            wait();
        }
        return (int) Math.min(wanted, allowed - size);
    }

    @Override
    public void chunkLine(String line) {
        if (chunkLines.size() < KEPT_CHUNK_LINES) {
            chunkLines.add(line);
        }
    }

    @Override
    public void data(byte[] source, int length) {
        digest.update(source, 0, length);
        int room = RecordedRequest.KEPT_BYTES - kept.size();
        kept.write(source, 0, Math.min(room, length));
        synchronized (this) {
            size += length;
            notifyAll();
        }
    }

    /** Waits until so many bytes were read. */
    synchronized void awaitSize(long bytes) throws InterruptedException {
        while (size < bytes) {
            wait();
        }
    }

    @Override
    public void trailer(String line) {
        trailers.add(line);
    }

    RecordedBody finish() {
        return new RecordedBody(
                size(), HexFormat.of().formatHex(digest.digest()), kept.toByteArray(), chunkLines, trailers);
    }
}
