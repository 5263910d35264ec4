package dev.sluice.testkit.fault;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A request body that was read to its end. Immutable. */
public final class RecordedBody {
    private final long size;
    private final String sha256;
    private final byte[] kept;
    private final List<String> chunkLines;
    private final List<String> trailers;

    RecordedBody(long size, String sha256, byte[] kept, List<String> chunkLines, List<String> trailers) {
        this.size = size;
        this.sha256 = sha256;
        this.kept = kept;
        this.chunkLines = List.copyOf(chunkLines);
        this.trailers = List.copyOf(trailers);
    }

    /** The number of bytes, without chunk framing. */
    public long size() {
        return size;
    }

    /** The SHA-256 of the bytes, 64 lower-case hex digits. */
    public String sha256() {
        return sha256;
    }

    /**
     * The bytes themselves.
     *
     * @throws IllegalStateException where there were more than {@link RecordedRequest#KEPT_BYTES}
     */
    public byte[] bytes() {
        if (size > kept.length) {
            throw new IllegalStateException("Only the digest of a body of " + size + " bytes was kept");
        }
        return kept.clone();
    }

    /** The bytes as UTF-8 text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The size lines of the first 1024 chunks with their extensions, exactly as they came; empty unless chunked. */
    public List<String> chunkLines() {
        return chunkLines;
    }

    /** The lines after the last chunk. */
    public List<String> trailers() {
        return trailers;
    }
}
