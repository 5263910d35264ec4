package dev.sluice.transport.vertx.server;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.ErrorReplies;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.transport.vertx.stream.Buffers;
import dev.sluice.transport.vertx.stream.Fields;
import dev.sluice.transport.vertx.stream.WriteStreamSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * Writes an answer to its client: the head at once where the length is unknown or events follow, each chunk as it
 * comes, and an abrupt end where the upstream's was one. Lives on the connection's event loop.
 */
final class ReplyWriter {
    /** How long a client that still sends is listened to, so that it reads the answer before the connection goes. */
    private static final long LINGER_MILLIS = 1_000;

    private static final String EVENT_STREAM = "text/event-stream";

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Inbound inbound;
    private boolean closesToEnd;

    ReplyWriter(Vertx vertx, HttpServerRequest request, Inbound inbound) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.inbound = inbound;
    }

    void write(HttpReply reply) {
        if (response.closed() || inbound.cancellation().isCancelled()) {
            inbound.cancellation().cancel();
            drop(reply.body());
            return;
        }
        try {
            writeHead(reply);
            writeBody(reply.body());
        } catch (RuntimeException unwritable) {
            inbound.cancellation().cancel();
            drop(reply.body());
            abandon();
        }
    }

    private void writeHead(HttpReply reply) {
        response.setStatusCode(reply.status());
        Fields.add(reply.headers(), response.headers());
        response.putHeader(CallIds.HEADER, inbound.callId());
        if (!inbound.isRead()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private void writeBody(Body body) {
        if (body instanceof Body.Stream stream) {
            relay(stream);
        } else if (body instanceof Body.Bytes bytes) {
            response.end(Buffers.toVertx(bytes.slices())).onSuccess(sent -> ended());
        } else {
            response.end().onSuccess(sent -> ended());
        }
    }

    /** An answer that cannot be written, such as one with an illegal header, must not leave its client waiting. */
    private void abandon() {
        if (response.headWritten() || response.ended()) {
            response.reset();
            return;
        }
        HttpReply failure = ErrorReplies.of(new GatewayException(
                ErrorKind.UPSTREAM_INVALID, Reach.STARTED, "The upstream's answer is not valid HTTP."));
        response.headers().clear();
        writeHead(failure);
        writeBody(failure.body());
    }

    private void relay(Body.Stream stream) {
        boolean lengthIsKnown = response.headers().contains(HttpHeaders.CONTENT_LENGTH);
        if (!lengthIsKnown && request.version() == HttpVersion.HTTP_1_0) {
            closesToEnd = true;
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        } else {
            response.setChunked(!lengthIsKnown);
            if (!lengthIsKnown || isEventStream()) {
                response.writeHead();
            }
        }
        WriteStreamSubscriber subscriber = new WriteStreamSubscriber(
                response, stream.length(), this::ended, failure -> response.reset(), () -> {});
        inbound.cancellation().onCancel(subscriber::stop);
        stream.publisher().subscribe(subscriber);
    }

    private boolean isEventStream() {
        String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    private static void drop(Body body) {
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(new Dropping());
        }
    }

    private void ended() {
        if (closesToEnd) {
            request.connection().close();
        } else if (!inbound.isRead() && !request.isEnded()) {
            request.handler(ignored -> {});
            request.exceptionHandler(ignored -> {});
            request.resume();
            vertx.setTimer(LINGER_MILLIS, late -> request.connection().close());
        } else if (!inbound.isRead()) {
            request.connection().close();
        }
    }
}
