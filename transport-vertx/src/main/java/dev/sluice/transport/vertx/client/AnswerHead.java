package dev.sluice.transport.vertx.client;

import dev.sluice.core.http.Headers;
import dev.sluice.transport.vertx.stream.Fields;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.impl.HttpResponseHead;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the head of an answer says, of its body above all. */
final class AnswerHead {
    private static final long UNKNOWN = -1;

    private final HttpResponseHead head;
    private final boolean toHead;
    private final boolean chunked;
    private final long length;

    /**
     * What it says.
     *
     * @param toHead whether it answers a HEAD
     */
    AnswerHead(HttpResponseHead head, boolean toHead) {
        this.head = head;
        this.toHead = toHead;
        this.chunked = head.headers.contains(HttpHeaders.TRANSFER_ENCODING);
        String announced = head.headers.get(HttpHeaders.CONTENT_LENGTH);
        this.length = announced == null || chunked ? UNKNOWN : Long.parseLong(announced.strip());
    }

    /**
     * All fields.
     *
     * @param decoded the same, where they are known as they were decoded
     */
    Headers headers(io.netty.handler.codec.http.@Nullable HttpHeaders decoded) {
        return decoded == null ? Fields.of(head.headers) : Fields.of(decoded);
    }

    OptionalLong length() {
        return length == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(length);
    }

    boolean hasNoBody() {
        return toHead || isOneWithoutBody() || length == 0;
    }

    /** Whether a body may follow that must not: what comes next on the connection cannot be told. */
    boolean announcesForbiddenBody() {
        return isOneWithoutBody() && (chunked || length > 0);
    }

    /** Vert.x keeps the head as long as the answer takes, but asks only for these fields when that ends. */
    void forget() {
        String connection = head.headers.get(HttpHeaders.CONNECTION);
        String keepAlive = head.headers.get(HttpHeaders.KEEP_ALIVE);
        head.headers.clear();
        if (connection != null) {
            head.headers.set(HttpHeaders.CONNECTION, connection);
        }
        if (keepAlive != null) {
            head.headers.set(HttpHeaders.KEEP_ALIVE, keepAlive);
        }
    }

    private boolean isOneWithoutBody() {
        return head.statusCode == 204 || head.statusCode == 304;
    }
}
