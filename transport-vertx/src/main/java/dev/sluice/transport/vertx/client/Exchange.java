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
import dev.sluice.transport.vertx.stream.Watchdog;
import dev.sluice.transport.vertx.stream.WriteStreamSubscriber;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.ContextInternal;
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
final class Exchange implements AnswerBody.Listener {
    private static final Duration LONGEST_STALL = Duration.ofSeconds(60);
    private static final Set<String> EXPECTING_A_LENGTH = Set.of("POST", "PUT", "PATCH");

    private final ContextInternal loop;
    private final HttpClientAgent client;
    private final Timeouts timeouts;
    private final boolean isHead;
    private final Cancellation wanted;
    private final Watchdog watchdog;
    private final PoolCount count;
    private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();

    private Cancellation.Registration cancellation = () -> {};
    private @Nullable HttpClientRequest request;
    private @Nullable WriteStreamSubscriber upload;
    private @Nullable UpstreamConnection connection;
    private @Nullable AnswerBody answer;
    private boolean busy;
    private boolean reconnected;
    private boolean requestEnded;
    private boolean over;

    Exchange(Vertx vertx, HttpClientAgent client, HttpCall call, CallContext context, PoolCount count) {
        this.loop = (ContextInternal) vertx.getOrCreateContext();
        this.client = client;
        this.timeouts = call.timeouts();
        this.isHead = call.method().equals("HEAD");
        this.watchdog = new Watchdog(vertx, this::expired);
        this.wanted = context.cancellation();
        this.count = count;
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
        count.waits();
        client.request(options)
                .onComplete(settled -> count.waitsNoMore())
                .onComplete(fresh -> connected(fresh, call), failure -> end(Failures.connecting(failure)));
    }

    private void connected(HttpClientRequest fresh, HttpCall call) {
        request = fresh;
        if (over) {
            fresh.exceptionHandler(ignored -> {});
            fresh.reset();
            return;
        }
        if (!busy) {
            busy = true;
            count.takes();
        }
        UpstreamConnection upstream = UpstreamConnection.of(fresh);
        fresh.exceptionHandler(failure -> broke(fresh, failure));
        // Whoever says what was not asked for may say more of it.
        fresh.continueHandler(unasked -> upstream.distrust());
        fresh.earlyHintsHandler(unasked -> upstream.distrust());
        fresh.response().onComplete(response -> head(response, upstream), failure -> broke(fresh, failure));
        try {
            call.headers().forEach((name, value) -> fresh.headers().add(name, value));
            connection = upstream;
            send(fresh, call);
        } catch (IllegalArgumentException unwritable) {
            end(new GatewayException(
                    ErrorKind.INVALID_REQUEST,
                    Reach.NOT_SENT,
                    "A header of the request holds characters that cannot be sent on."));
        } catch (IllegalStateException misused) {
            end(new GatewayException(ErrorKind.INTERNAL, Reach.NOT_SENT, "The request cannot be sent again."));
        }
    }

    /** Once the answer has begun, it tells by itself. */
    private void broke(HttpClientRequest told, Throwable failure) {
        if (told == request && answer == null) {
            end(Failures.exchanging(failure, reach()));
        }
    }

    private void send(HttpClientRequest fresh, HttpCall call) {
        Body body = call.body();
        if (body instanceof Body.Stream stream) {
            frame(fresh, stream.length());
            upload = new WriteStreamSubscriber(
                    fresh, stream.length(), this::requestSent, this::uploadBroke, watchdog::touch);
            watchdog.await(untakenUpload());
            stream.publisher().subscribe(upload);
        } else if (body instanceof Body.Bytes bytes) {
            written(fresh.end(Buffers.toVertx(bytes.slices())), call);
        } else {
            if (EXPECTING_A_LENGTH.contains(call.method())) {
                fresh.putHeader(HttpHeaders.CONTENT_LENGTH, "0");
            }
            written(fresh.end(), call);
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
            connection = null;
            connect(call);
        } else {
            awaitHead();
            sent.onSuccess(all -> requestEnded = true);
        }
    }

    private static void frame(HttpClientRequest fresh, OptionalLong length) {
        if (length.isPresent()) {
            fresh.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length.getAsLong()));
        } else {
            fresh.setChunked(true);
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

    private void head(HttpClientResponse response, UpstreamConnection upstream) {
        if (over) {
            return;
        }
        if (response.statusCode() < 200) {
            end(Failures.interim());
            return;
        }
        Headers.Builder headers = Headers.builder();
        for (Map.Entry<String, String> field : response.headers()) {
            headers.add(field.getKey(), field.getValue());
        }
        AnswerBody body = new AnswerBody(this);
        answer = body;
        response.handler(body::next);
        response.exceptionHandler(failure -> body.breakOff(Failures.exchanging(failure, Reach.STARTED)));
        response.endHandler(end -> allCame(body, upstream));
        if (hasNoBody(response)) {
            if (announcesForbiddenBody(response)) {
                upstream.distrust();
            }
            reply.complete(new HttpReply(response.statusCode(), headers.build(), Body.EMPTY));
            return;
        }
        watchdog.rest();
        reply.complete(new HttpReply(response.statusCode(), headers.build(), new Body.Stream(body, length(response))));
    }

    /** Vert.x gives the connection to another call next, even one that is half closed. It is not ours any more. */
    private void allCame(AnswerBody body, UpstreamConnection upstream) {
        boolean whole = upstream.isTrueEnd();
        connection = null;
        if (!requestEnded) {
            upstream.abort();
        } else if (upstream.isEnded()) {
            upstream.close();
        } else {
            upstream.read(true);
        }
        if (upload != null) {
            upload.stop();
        }
        if (whole) {
            body.complete();
        } else {
            body.breakOff(Failures.brokenOff());
        }
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
    public void read(boolean more) {
        if (connection != null) {
            connection.read(more);
        }
    }

    @Override
    public void waits(boolean forUpstream) {
        if (forUpstream) {
            watchdog.await(timeouts.idle());
        } else {
            watchdog.rest();
        }
    }

    @Override
    public void ended(boolean complete) {
        finish();
        if (!complete) {
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
        if (connection != null) {
            connection.abort();
        }
        if (request != null) {
            request.reset();
        }
    }

    private void finish() {
        over = true;
        if (busy) {
            busy = false;
            count.gives();
        }
        watchdog.stop();
        cancellation.remove();
        if (upload != null) {
            upload.stop();
        }
    }
}
