package dev.sluice.testkit.fault;

import dev.sluice.core.http.Headers;
import java.util.List;
import java.util.Locale;

/** How the end of a message's body is found. */
public sealed interface Framing {
    /** There is no body. */
    record None() implements Framing {}

    /** After so many bytes. */
    record Length(long bytes) implements Framing {}

    /** After the chunk of size 0. */
    record Chunked() implements Framing {}

    /** When the sender closes. */
    record UntilClose() implements Framing {}

    /** The framing of a request with these headers. */
    static Framing ofRequest(Headers headers) {
        return announced(headers, new None());
    }

    /** The framing of the answer to a request of that method. */
    static Framing ofResponse(String method, int status, Headers headers) {
        boolean bodiless = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
        return bodiless ? new None() : announced(headers, new UntilClose());
    }

    private static Framing announced(Headers headers, Framing otherwise) {
        if (headers.first("Transfer-Encoding")
                .filter(value -> value.toLowerCase(Locale.ROOT).contains("chunked"))
                .isPresent()) {
            return new Chunked();
        }
        return headers.first("Content-Length")
                .<Framing>map(value -> new Length(Long.parseLong(value)))
                .orElse(otherwise);
    }

    /** Header lines as fields; a line without a colon becomes a name without a value. */
    static Headers parse(List<String> lines) {
        Headers.Builder headers = Headers.builder();
        for (String line : lines) {
            int colon = line.indexOf(':');
            headers.add(
                    colon < 0 ? line : line.substring(0, colon),
                    colon < 0 ? "" : line.substring(colon + 1).strip());
        }
        return headers.build();
    }
}
