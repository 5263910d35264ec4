package dev.sluice.transport.vertx.client;

import dev.sluice.core.http.Headers;
import dev.sluice.transport.vertx.stream.Fields;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.impl.HttpResponseHead;
import java.util.OptionalLong;

/**
 * What the head of an answer says, of its body above all.
 *
 * @param toHead whether it answers a HEAD
 */
record AnswerHead(HttpResponseHead head, boolean toHead) {
    Headers headers() {
        return Fields.of(head.headers);
    }

    OptionalLong length() {
        String length = head.headers.get(HttpHeaders.CONTENT_LENGTH);
        return length == null || isChunked() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length.strip()));
    }

    boolean hasNoBody() {
        return toHead || isOneWithoutBody() || length().orElse(-1) == 0;
    }

    /** Whether a body may follow that must not: what comes next on the connection cannot be told. */
    boolean announcesForbiddenBody() {
        return isOneWithoutBody() && (isChunked() || length().orElse(0) > 0);
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

    private boolean isChunked() {
        return head.headers.contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
