package dev.sluice.testkit.fault;

import java.nio.charset.StandardCharsets;

/** One chunk of an answer, as it came. Immutable. */
public final class RawChunk {
    private final String sizeLine;
    private final byte[] bytes;
    private final long arrivedNanos;

    RawChunk(String sizeLine, byte[] bytes, long arrivedNanos) {
        this.sizeLine = sizeLine;
        this.bytes = bytes;
        this.arrivedNanos = arrivedNanos;
    }

    /** The line before the bytes: size and extensions, exactly. */
    public String sizeLine() {
        return sizeLine;
    }

    /** The bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes as UTF-8 text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The {@link System#nanoTime()} at which its last byte was there. */
    public long arrivedNanos() {
        return arrivedNanos;
    }
}
