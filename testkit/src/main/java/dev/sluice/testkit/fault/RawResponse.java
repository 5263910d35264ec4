package dev.sluice.testkit.fault;

import dev.sluice.core.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An answer, as it came, up to where it ended. Immutable. */
public final class RawResponse {
    /** How an answer ended. */
    public enum End {
        /** As its framing said. */
        COMPLETE,
        /** By FIN, before its end. */
        CUT,
        /** By RST, before its end. */
        RESET
    }

    private final RawHead head;
    private final byte[] body;
    private final List<RawChunk> chunks;
    private final List<String> trailers;
    private final End end;

    RawResponse(RawHead head, byte[] body, List<RawChunk> chunks, List<String> trailers, End end) {
        this.head = head;
        this.body = body;
        this.chunks = List.copyOf(chunks);
        this.trailers = List.copyOf(trailers);
        this.end = end;
    }

    /** The head. */
    public RawHead head() {
        return head;
    }

    /** The status. */
    public int status() {
        return head.status();
    }

    /** The header lines as fields. */
    public Headers headers() {
        return head.headers();
    }

    /** The bytes of the body, without chunk framing. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The whole chunks, without the last one of size 0; none unless the answer is chunked. */
    public List<RawChunk> chunks() {
        return chunks;
    }

    /** The lines after the last chunk. */
    public List<String> trailers() {
        return trailers;
    }

    /** How it ended. */
    public End end() {
        return end;
    }
}
