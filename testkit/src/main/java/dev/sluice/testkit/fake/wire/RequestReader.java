package dev.sluice.testkit.fake.wire;

import dev.sluice.core.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads requests from one connection, one after the other. For one thread. */
final class RequestReader {
    private static final int MAX_LINE = 1 << 20;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next request; empty when the client has closed between requests. */
    Optional<WireRequest> next() throws IOException {
        Optional<String> start = line();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = start.get().split(" ", 3);
        if (parts.length != 3) {
            throw new IOException("Not a request line");
        }
        Headers headers = headers();
        if (headers.first("Expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
            out.write(CONTINUE);
            out.flush();
        }
        return Optional.of(new WireRequest(parts[0], parts[1], headers, body(headers)));
    }

    private Headers headers() throws IOException {
        Headers.Builder headers = Headers.builder();
        for (String line = requireLine(); !line.isEmpty(); line = requireLine()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("Not a header");
            }
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers.build();
    }

    private byte[] body(Headers headers) throws IOException {
        if (headers.first("Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent()) {
            return chunks();
        }
        return exactly(Integer.parseInt(headers.first("Content-Length").orElse("0")));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(requireLine().split(";", 2)[0].strip(), 16);
            if (size == 0) {
                headers();
                return body.toByteArray();
            }
            body.write(exactly(size));
            requireLine();
        }
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("The client left in the middle of a body");
        }
        return bytes;
    }

    private String requireLine() throws IOException {
        return line().orElseThrow(() -> new EOFException("The client left in the middle of a head"));
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            }
            line.write(c);
            if (line.size() > MAX_LINE) {
                throw new IOException("A line without end");
            }
        }
        return Optional.empty();
    }
}
