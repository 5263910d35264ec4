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
import dev.sluice.core.http.Timeouts;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Whatever ends it early – the client, a timeout, the upstream – resets the stream, so that
 * its connection is never used again and nothing is ended as if it were complete. Lives on its caller's event loop.
 */
final class Exchange implements ReadStreamPublisher.Listener {
    private static final Duration LONGEST_CALL = Duration.ofDays(1);
    private static final Duration LONGEST_STALL = Duration.ofSeconds(60);
    private static final Set<String> EXPECTING_A_LENGTH = Set.of("POST", "PUT", "PATCH");

    private final Context loop;
    private final HttpClientAgent client;
    private final Timeouts timeouts;
    private final boolean isHead;
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
        this.timeouts = call.timeouts();
        this.isHead = call.method().equals("HEAD");
        this.watchdog = new Watchdog(vertx, this::expired);
        this.wanted = context.cancellation();
    }

    /** The call is not kept: its body may be large, and its answer may take long. */
    CompletionStage<HttpReply> start(HttpCall call) {
        cancellation = wanted.onCancel(this::cancel);
        if (!over) {
            connect(call);
        }
        return reply;
    }

    private void connect(HttpCall call) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setSsl(call.origin().tls())
                .setHost(call.origin().host())
                .setPort(call.origin().port())
                .setURI(call.target())
                .setFollowRedirects(false)
                .setConnectTimeout(call.timeouts().connect().toMillis());
        client.request(options)
                .onComplete(connection -> connected(connection, call), failure -> end(Failures.connecting(failure)));
    }

    private void connected(HttpClientRequest connection, HttpCall call) {
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
            send(connection, call);
        } catch (IllegalArgumentException unwritable) {
            end(new GatewayException(
                    ErrorKind.INVALID_REQUEST,
                    Reach.NOT_SENT,
                    "A header of the request holds characters that cannot be sent on."));
        } catch (IllegalStateException misused) {
            end(new GatewayException(ErrorKind.INTERNAL, Reach.NOT_SENT, "The request cannot be sent again."));
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

    private void send(HttpClientRequest connection, HttpCall call) {
        Body body = call.body();
        if (body instanceof Body.Stream stream) {
            frame(connection, stream.length());
            upload = new WriteStreamSubscriber(
                    connection,
                    () -> connection.end().onSuccess(sent -> requestSent()),
                    this::uploadBroke,
                    watchdog::touch);
            watchdog.await(untakenUpload());
            stream.publisher().subscribe(upload);
        } else if (body instanceof Body.Bytes bytes) {
            written(connection.end(Buffers.toVertx(bytes.slices())), call);
        } else {
            if (EXPECTING_A_LENGTH.contains(call.method())) {
                connection.putHeader(HttpHeaders.CONTENT_LENGTH, "0");
            }
            written(connection.end(), call);
        }
    }

    /** While an upload is held back, its client's leaving may go unseen: the wait is shorter than that for an answer. */
    private Duration untakenUpload() {
        return timeouts.firstByte().compareTo(LONGEST_STALL) < 0 ? timeouts.firstByte() : LONGEST_STALL;
    }

    /** A connection that was closed while it lay idle refuses the very first byte: another one is as good. */
    private void written(Future<Void> sent, HttpCall call) {
        if (over) {
            return;
        }
        if (sent.failed() && !reconnected) {
            reconnected = true;
            request = null;
            connect(call);
        } else {
            awaitHead();
            sent.onSuccess(all -> requestEnded = true);
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
        awaitHead();
    }

    private void awaitHead() {
        if (answer == null && !over) {
            watchdog.await(timeouts.firstByte());
        }
    }

    /** The client's body broke off; its reason is the call's. */
    private void uploadBroke(Throwable reason) {
        GatewayException known = GatewayException.from(reason);
        end(new GatewayException(known.kind(), reach(), known.getMessage(), known.param()));
    }

    private void head(HttpClientResponse response) {
        if (over) {
            return;
        }
        if (response.statusCode() < 200) {
            end(Failures.interim());
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
        return isHead || status == 204 || status == 304 || length(response).orElse(-1) == 0;
    }

    private static OptionalLong length(HttpClientResponse response) {
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = response.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return length == null || chunked ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length.strip()));
    }

    @Override
    public void wanted() {
        watchdog.await(timeouts.idle());
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
            watchdog.await(untakenUpload());
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
