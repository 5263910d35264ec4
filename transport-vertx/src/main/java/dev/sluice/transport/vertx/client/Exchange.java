package dev.sluice.transport.vertx.client;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.transport.vertx.stream.Buffers;
import dev.sluice.transport.vertx.stream.ReadStreamPublisher;
import dev.sluice.transport.vertx.stream.Watchdog;
import dev.sluice.transport.vertx.stream.WriteStreamSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Whatever ends it early – the client, a timeout, the upstream – resets the stream, so that
 * its connection is never used again and nothing is ended as if it were complete. Lives on its caller's event loop.
 */
final class Exchange implements ReadStreamPublisher.Listener {
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    private final Context loop;
    private final HttpClientAgent client;
    private final HttpCall call;
    private final Cancellation wanted;
    private final Watchdog watchdog;
    private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();

    private Cancellation.Registration cancellation = () -> {};
    private @Nullable HttpClientRequest request;
    private @Nullable WriteStreamSubscriber upload;
    private @Nullable ReadStreamPublisher answer;
    private @Nullable HttpClientResponse unread;
    private boolean reconnected;
    private boolean requestEnded;
    private boolean over;

    Exchange(Vertx vertx, HttpClientAgent client, HttpCall call, CallContext context) {
        this.loop = vertx.getOrCreateContext();
        this.client = client;
        this.call = call;
        this.watchdog = new Watchdog(vertx, this::expired);
        this.wanted = context.cancellation();
    }

    CompletionStage<HttpReply> start() {
        cancellation = wanted.onCancel(this::cancel);
        if (over) {
            return reply;
        }
        connect();
        return reply;
    }

    private void connect() {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setSsl(call.origin().tls())
                .setHost(call.origin().host())
                .setPort(call.origin().port())
                .setURI(call.target())
                .setFollowRedirects(false)
                .setConnectTimeout(call.timeouts().connect().toMillis());
        client.request(options).onComplete(this::connected, failure -> end(Failures.connecting(failure)));
    }

    private void connected(HttpClientRequest connection) {
        request = connection;
        if (over) {
            connection.exceptionHandler(ignored -> {});
            connection.reset();
            return;
        }
        connection.exceptionHandler(failure -> broke(connection, failure));
        connection.continueHandler(unasked -> distrust(connection));
        connection.earlyHintsHandler(unasked -> distrust(connection));
        connection.response().onComplete(this::head, failure -> broke(connection, failure));
        try {
            call.headers().forEach((name, value) -> connection.headers().add(name, value));
            send(connection, call.body());
        } catch (IllegalArgumentException unwritable) {
            end(new GatewayException(
                    ErrorKind.INVALID_REQUEST,
                    Reach.NOT_SENT,
                    "A header of the request cannot be sent on: " + unwritable.getMessage()));
        }
    }

    /** Once the answer has begun, it is read to where it broke. */
    private void broke(HttpClientRequest connection, Throwable failure) {
        if (connection != request) {
            return;
        }
        if (answer != null) {
            answer.breakOff(Failures.exchanging(failure, Reach.STARTED));
        } else {
            end(Failures.exchanging(failure, reach()));
        }
    }

    /** Whoever says what was not asked for may say more of it: this call may end, no other is sent on the connection. */
    private static void distrust(HttpClientRequest connection) {
        connection.connection().shutdown(LONGEST_CALL);
    }

    private void send(HttpClientRequest connection, Body body) {
        if (body instanceof Body.Stream stream) {
            frame(connection, stream.length());
            upload = new WriteStreamSubscriber(
                    connection,
                    () -> connection.end().onSuccess(sent -> requestSent()),
                    this::uploadBroke,
                    watchdog::touch);
            stream.publisher().subscribe(upload);
            watchdog.await(call.timeouts().firstByte());
        } else if (body instanceof Body.Bytes bytes) {
            written(connection.end(Buffers.toVertx(bytes.slices())));
        } else {
            written(connection.end());
        }
    }

    /** A connection that was closed while it lay idle refuses the very first byte: another one is as good. */
    private void written(Future<Void> sent) {
        if (sent.failed() && !reconnected) {
            reconnected = true;
            request = null;
            connect();
        } else {
            requestSent();
        }
    }

    private static void frame(HttpClientRequest connection, OptionalLong length) {
        if (length.isPresent()) {
            connection.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length.getAsLong()));
        } else {
            connection.setChunked(true);
        }
    }

    private void requestSent() {
        requestEnded = true;
        if (answer == null && !over) {
            watchdog.await(call.timeouts().firstByte());
        }
    }

    /** The client's body broke off; its reason is the call's. */
    private void uploadBroke(Throwable reason) {
        end(GatewayException.from(reason));
    }

    private void head(HttpClientResponse response) {
        if (over) {
            return;
        }
        response.pause();
        unread = response;
        Headers.Builder headers = Headers.builder();
        for (Map.Entry<String, String> field : response.headers()) {
            headers.add(field.getKey(), field.getValue());
        }
        answer = new ReadStreamPublisher(loop, response, failure -> Failures.exchanging(failure, Reach.STARTED), this);
        if (hasNoBody(response)) {
            if (announcesForbiddenBody(response)) {
                distrust(response.request());
            }
            response.resume();
            reply.complete(new HttpReply(response.statusCode(), headers.build(), Body.EMPTY));
            return;
        }
        watchdog.rest();
        reply.complete(
                new HttpReply(response.statusCode(), headers.build(), new Body.Stream(answer, length(response))));
    }

    private static boolean announcesForbiddenBody(HttpClientResponse response) {
        int status = response.statusCode();
        return (status == 204 || status == 304)
                && (response.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                        || length(response).orElse(0) > 0);
    }

    private boolean hasNoBody(HttpClientResponse response) {
        int status = response.statusCode();
        return call.method().equals("HEAD")
                || status == 204
                || status == 304
                || length(response).orElse(-1) == 0;
    }

    private static OptionalLong length(HttpClientResponse response) {
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = response.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return length == null || chunked ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length.strip()));
    }

    @Override
    public void wanted() {
        watchdog.await(call.timeouts().idle());
    }

    @Override
    public void chunk(boolean moreWanted) {
        watchdog.touch();
        if (!moreWanted) {
            watchdog.rest();
        }
    }

    @Override
    public void brokeOff() {
        watchdog.stop();
    }

    @Override
    public void ended(boolean complete) {
        finish();
        if (!complete || !requestEnded) {
            reset();
        }
    }

    @Override
    public void cancelled() {
        finish();
        reset();
    }

    private void expired() {
        boolean clientIsSlow = upload != null && !requestEnded && answer == null && !upload.isWaitingForStream();
        if (clientIsSlow) {
            watchdog.await(call.timeouts().firstByte());
        } else {
            end(Failures.timeout(reach()));
        }
    }

    /** The client may leave on another thread than ours. */
    private void cancel() {
        if (Vertx.currentContext() == loop) {
            end(Failures.clientClosed(reach()));
        } else {
            loop.runOnContext(now -> end(Failures.clientClosed(reach())));
        }
    }

    private Reach reach() {
        return answer != null ? Reach.STARTED : request != null ? Reach.SENT : Reach.NOT_SENT;
    }

    private void end(GatewayException failure) {
        if (over) {
            return;
        }
        finish();
        if (answer != null) {
            answer.fail(failure);
        }
        reply.completeExceptionally(failure);
        reset();
    }

    /** Fails the request's handlers on the spot: only after {@link #finish}, lest they take it for the upstream's doing. */
    private void reset() {
        if (unread != null) {
            // What a paused answer holds back would be dropped with its buffers unreleased; read, it goes nowhere.
            unread.resume();
        }
        if (request != null) {
            request.reset();
        }
    }

    private void finish() {
        over = true;
        watchdog.stop();
        cancellation.remove();
        if (upload != null) {
            upload.stop();
        }
    }
}
