package dev.sluice.testkit.fault;

import java.nio.charset.StandardCharsets;

/** The faults that have names. Each is a {@link Script}; each ends or spoils its connection. */
public final class Faults {
    private Faults() {}

    /** Reads the request and never answers. */
    public static Script neverAnswers() {
        return Script.afterBody().stall();
    }

    /** RST after the request, before any byte of an answer. */
    public static Script resetBeforeHead() {
        return Script.afterBody().reset();
    }

    /** FIN after the request, before any byte of an answer. */
    public static Script closeBeforeHead() {
        return Script.afterBody().close();
    }

    /** FIN in the middle of the head. */
    public static Script cutMidHead() {
        return Script.afterBody().raw("HTTP/1.1 200 OK\r\nContent-Ty").close();
    }

    /** A chunked head; RST once the gate is open. */
    public static Script resetAfterHead(Gate headSeen) {
        return Script.afterBody().streamHead().await(headSeen).reset();
    }

    /** A chunked head and one whole chunk; RST once the gate is open. */
    public static Script resetMidBody(Gate chunkSeen) {
        return Script.afterBody().streamHead().sse("first").await(chunkSeen).reset();
    }

    /** One whole chunk, half of a second one, FIN. */
    public static Script cutMidChunk() {
        return Script.afterBody().streamHead().sse("first").cutMidChunk("data: second\n\n");
    }

    /** Whole chunks, but FIN where the last one is due. */
    public static Script cutBetweenChunks() {
        return Script.afterBody().streamHead().sse("first").sse("second").close();
    }

    /** {@code Content-Length: 10}, five bytes, FIN. */
    public static Script cutMidLength() {
        return Script.afterBody()
                .head("200 OK", "Content-Length: 10")
                .raw("01234")
                .close();
    }

    /** Two interim answers 100 before the real one. */
    public static Script continueTwice() {
        return Script.afterBody().head("100 Continue").head("100 Continue").then(ok()::run);
    }

    /** An interim answer 103 before the real one. */
    public static Script earlyHints() {
        return Script.afterBody()
                .head("103 Early Hints", "Link: </style.css>; rel=preload")
                .then(ok()::run);
    }

    /** A 204 that is followed by a body it may not have. */
    public static Script noContentWithBody() {
        return Script.afterBody().raw("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nghost");
    }

    /** A 304 that is followed by a body it may not have. */
    public static Script notModifiedWithBody() {
        return Script.afterBody().raw("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\nETag: \"1\"\r\n\r\nghost");
    }

    /** An answer that announces its length twice over: {@code Content-Length} and chunked. */
    public static Script lengthAndChunked() {
        return Script.afterBody()
                .head("200 OK", "Content-Length: 3", "Transfer-Encoding: chunked")
                .chunk("hello")
                .lastChunk();
    }

    /** A whole answer, and in the same packet the beginning of one that nobody asked for. */
    public static Script extraBytesAfterBody() {
        return Script.afterBody()
                .raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
    }

    /** A head with one header field whose value has so many bytes. */
    public static Script hugeHeader(int bytes) {
        return Script.answer("200 OK", "ok", "X-Huge: " + "h".repeat(bytes));
    }

    /** The whole answer while the request body waits on the wire. */
    public static Script answersBeforeBody(String status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return Script.beforeBody()
                .head(status, "Content-Length: " + bytes.length)
                .raw(bytes);
    }

    /** Bytes that are no HTTP, then FIN. */
    public static Script garbage() {
        return Script.afterBody().raw("\u0016\u0003\u0001garbage\r\n\r\n").close();
    }

    private static Script ok() {
        return Script.answer("200 OK", "ok");
    }
}
