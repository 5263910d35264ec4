package dev.sluice.core.http;

/**
 * An answer, from the moment its head is there.
 *
 * @param status 200 to 599
 * @param headers end-to-end headers as they came, {@code Content-Length} among them
 * @param body the body, perhaps still on its way
 */
public record HttpReply(int status, Headers headers, Body body) {
    /** The same answer with other headers. */
    public HttpReply withHeaders(Headers other) {
        return new HttpReply(status, other, body);
    }

    /** The same answer with another body. */
    public HttpReply withBody(Body other) {
        return new HttpReply(status, headers, other);
    }
}
