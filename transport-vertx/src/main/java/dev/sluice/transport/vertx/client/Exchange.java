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
import dev.sluice.transport.vertx.stream.Fields;
import dev.sluice.transport.vertx.stream.Watchdog;
import dev.sluice.transport.vertx.stream.WriteStreamSubscriber;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.HttpClientStream;
import io.vertx.core.http.impl.HttpRequestHead;
import io.vertx.core.http.impl.HttpResponseHead;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Whatever ends it early – the client, a timeout, the upstream – resets the stream, so that
 * its connection is never used again and nothing is ended as if it were complete. Lives on its caller's event loop.
 */
final class Exchange implements AnswerBody.Listener {
    private static final Duration LONGEST_STALL = Duration.ofSeconds(60);
    private static final Set<String> EXPECTING_A_LENGTH = Set.of("POST", "PUT", "PATCH");

    private final ContextInternal loop;
    private final Connections connections;
    private final Timeouts timeouts;
    private final boolean isHead;
    private final Cancellation wanted;
    private final Watchdog watchdog;
    private final PoolCount count;
    private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();

    private Cancellation.Registration cancellation = () -> {};
    private @Nullable Claim claim;
    private @Nullable HttpClientStream stream;
    private @Nullable WriteStreamSubscriber upload;
    private @Nullable UpstreamConnection connection;
    private @Nullable AnswerBody answer;
    private boolean busy;
    private boolean reconnected;
    private boolean requestEnded;
    private boolean over;

    Exchange(Vertx vertx, Connections connections, HttpCall call, CallContext context, PoolCount count) {
        this.loop = (ContextInternal) vertx.getOrCreateContext();
        this.connections = connections;
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
        Claim waits = new Claim(call);
        claim = waits;
        connections.take(call.origin(), loop, waits);
        if (claim == waits) {
            watchdog.await(timeouts.connect());
        }
    }

    private void connected(UpstreamConnection upstream, HttpCall call) {
        Future<HttpClientStream> made = upstream.stream(loop);
        if (made.failed()) {
            tryAgain(call, made.cause());
            return;
        }
        HttpClientStream fresh = made.result();
        stream = fresh;
        if (!busy) {
            busy = true;
            count.takes();
        }
        fresh.exceptionHandler(failure -> loop.dispatch(failure, told -> broke(fresh, told)));
        // Whoever says what was not asked for may say more of it.
        fresh.continueHandler(unasked -> upstream.distrust());
        fresh.earlyHintsHandler(unasked -> upstream.distrust());
        fresh.headHandler(head -> head(fresh, head, upstream));
        try {
            MultiMap headers = fresh.connection().newHttpRequestHeaders();
            Fields.add(call.headers(), headers);
            connection = upstream;
            send(fresh, headers, upstream, call);
        } catch (IllegalArgumentException unwritable) {
            end(new GatewayException(
                    ErrorKind.INVALID_REQUEST,
                    Reach.NOT_SENT,
                    "A header of the request holds characters that cannot be sent on."));
        } catch (IllegalStateException misused) {
            end(new GatewayException(ErrorKind.INTERNAL, Reach.NOT_SENT, "The request cannot be sent again."));
        }
    }

    private void broke(HttpClientStream told, Throwable failure) {
        if (told != stream) {
            return;
        }
        if (answer == null) {
            end(Failures.exchanging(failure, reach()));
        } else {
            answer.breakOff(Failures.exchanging(failure, Reach.STARTED));
        }
    }

    private void send(HttpClientStream fresh, MultiMap headers, UpstreamConnection upstream, HttpCall call) {
        Body body = call.body();
        if (body instanceof Body.Stream stream) {
            stream.length().ifPresent(length -> headers.set(HttpHeaders.CONTENT_LENGTH, Long.toString(length)));
            Outgoing request = outgoing(fresh, headers, call, stream.length().isEmpty());
            upload = new WriteStreamSubscriber(
                    request, stream.length(), this::requestSent, this::uploadBroke, watchdog::touch);
            watchdog.await(untakenUpload());
            stream.publisher().subscribe(upload);
        } else if (body instanceof Body.Bytes bytes) {
            Buffer all = Buffers.toVertx(bytes.slices());
            headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(all.length()));
            written(outgoing(fresh, headers, call, false).end(all), upstream, call);
        } else {
            if (EXPECTING_A_LENGTH.contains(call.method())) {
                headers.set(HttpHeaders.CONTENT_LENGTH, "0");
            }
            written(outgoing(fresh, headers, call, false).end(), upstream, call);
        }
    }

    private static Outgoing outgoing(HttpClientStream fresh, MultiMap headers, HttpCall call, boolean chunked) {
        HttpRequestHead head = new HttpRequestHead(
                call.origin().tls() ? "https" : "http",
                HttpMethod.valueOf(call.method()),
                call.target(),
                headers,
                fresh.connection().authority(),
                call.target(),
                null);
        return new Outgoing(fresh, head, chunked);
    }

    /** While an upload is held back, its client's leaving may go unseen: the wait is shorter than that for an answer. */
    private Duration untakenUpload() {
        return timeouts.firstByte().compareTo(LONGEST_STALL) < 0 ? timeouts.firstByte() : LONGEST_STALL;
    }

    private void written(Future<Void> sent, UpstreamConnection upstream, HttpCall call) {
        awaitHead();
        sent.onComplete((all, refusal) -> {
            if (refusal == null) {
                requestEnded = true;
            } else if (!over && !upstream.hasSent()) {
                tryAgain(call, refusal);
            }
        });
    }

    /** A connection that was closed while it lay idle refuses the very first byte: another one is as good. */
    private void tryAgain(HttpCall call, Throwable refusal) {
        if (reconnected) {
            end(Failures.exchanging(refusal, reach()));
            return;
        }
        reconnected = true;
        stream = null;
        connection = null;
        connect(call);
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

    private void head(HttpClientStream told, HttpResponseHead response, UpstreamConnection upstream) {
        if (over) {
            return;
        }
        if (response.statusCode < 200) {
            end(Failures.interim());
            return;
        }
        AnswerHead head = new AnswerHead(response, isHead);
        AnswerBody body = new AnswerBody(this);
        answer = body;
        told.dataHandler(bytes -> loop.dispatch(bytes, body::next));
        told.trailersHandler(end -> loop.dispatch(body, whole -> allCame(whole, upstream)));
        if (head.announcesForbiddenBody()) {
            upstream.distrust();
        }
        Headers headers = head.headers(upstream.decodedFields());
        if (head.hasNoBody()) {
            reply.complete(new HttpReply(response.statusCode, headers, Body.EMPTY));
        } else {
            watchdog.rest();
            HttpReply begun = new HttpReply(response.statusCode, headers, new Body.Stream(body, head.length()));
            head.forget();
            reply.complete(begun);
        }
    }

    /** The connection is free next, and not ours any more. */
    private void allCame(AnswerBody body, UpstreamConnection upstream) {
        boolean whole = upstream.isTrueEnd();
        connection = null;
        if (requestEnded) {
            upstream.read(true);
        } else {
            upstream.abort();
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
        if (claim != null) {
            end(Failures.connecting(new TimeoutException()));
            return;
        }
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
        return answer != null ? Reach.STARTED : stream != null ? Reach.SENT : Reach.NOT_SENT;
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
        if (stream != null) {
            stream.writeReset(0);
        }
    }

    private void finish() {
        over = true;
        if (claim != null) {
            connections.leave(claim.call.origin(), claim);
            claim = null;
        }
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

    /** What is kept of a call while it waits for a connection. */
    private final class Claim implements Connections.Taker {
        private final HttpCall call;

        Claim(HttpCall call) {
            this.call = call;
        }

        @Override
        public void connected(UpstreamConnection upstream) {
            claim = null;
            loop.dispatch(upstream, given -> Exchange.this.connected(given, call));
        }

        @Override
        public void failed(Throwable reason) {
            claim = null;
            loop.dispatch(Failures.connecting(reason), Exchange.this::end);
        }
    }
}
