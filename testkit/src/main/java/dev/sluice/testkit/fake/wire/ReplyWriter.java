package dev.sluice.testkit.fake.wire;

import dev.sluice.core.http.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the answer to one request: either {@link #whole} once, or {@link #begin}, {@link #part} and {@link #end}. */
public final class ReplyWriter {
    private final OutputStream out;
    private final boolean bodyless;

    ReplyWriter(OutputStream out, boolean headRequest) {
        this.out = out;
        this.bodyless = headRequest;
    }

    /** Sends head and body in one write. */
    public void whole(int status, Headers headers, byte[] body) throws IOException {
        boolean empty = status == 204 || status == 304;
        Headers framed = empty
                ? headers
                : headers.toBuilder()
                        .set("Content-Length", Integer.toString(body.length))
                        .build();
        out.write(head(status, framed));
        if (!empty && !bodyless) {
            out.write(body);
        }
        out.flush();
    }

    /** Sends the head of an answer in chunks. */
    public void begin(int status, Headers headers) throws IOException {
        out.write(head(
                status, headers.toBuilder().set("Transfer-Encoding", "chunked").build()));
        out.flush();
    }

    /** Sends one chunk, which is on the wire when this returns. */
    public void part(byte[] bytes) throws IOException {
        if (bytes.length > 0 && !bodyless) {
            out.write(ascii(Integer.toHexString(bytes.length) + "\r\n"));
            out.write(bytes);
            out.write(ascii("\r\n"));
            out.flush();
        }
    }

    /** Sends the last chunk. */
    public void end() throws IOException {
        if (!bodyless) {
            out.write(ascii("0\r\n\r\n"));
            out.flush();
        }
    }

    private static byte[] head(int status, Headers headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Status\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return ascii(head.append("\r\n").toString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
