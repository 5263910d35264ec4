package dev.sluice.core.api;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.support.ManualLoop;
import dev.sluice.core.support.Streams;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** A caller before a scripted server, on a loop whose time stands still. */
final class TestCaller implements Door {
    /** The time of day. */
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    final ManualLoop loop = new ManualLoop(new AtomicLong());
    final List<Asked> asked = new ArrayList<>();
    final Caller caller;
    private final Deque<Answer> script = new ArrayDeque<>();
    private boolean onLoop;

    /** One whose draws are all the same: 0 for no jitter, -1 for the most. */
    TestCaller(long draws) {
        RandomGenerator random = () -> draws;
        caller = new Caller(
                this,
                () -> loop,
                new StubCodec(),
                new Retries(Clock.fixed(NOW, ZoneOffset.UTC), random),
                new BlockingGuard(() -> onLoop));
    }

    TestCaller() {
        this(0);
    }

    /** How the server answers, call after call; the last answer is given ever after. */
    TestCaller answering(Answer... answers) {
        script.addAll(Arrays.asList(answers));
        return this;
    }

    /** The test's own thread is an event loop from now on. */
    void beOnLoop() {
        onLoop = true;
    }

    @Override
    public CompletionStage<HttpReply> call(
            Endpoint endpoint, Headers headers, Body body, Cancellation cancellation, EventLoop where) {
        asked.add(new Asked(endpoint, headers, body, cancellation));
        Answer answer = script.size() > 1 ? script.remove() : script.element();
        return answer.to(cancellation);
    }

    /** One attempt as the server saw it. */
    record Asked(Endpoint endpoint, Headers headers, Body body, Cancellation cancellation) {}

    /** An answer to an attempt; whatever its caller gives up is broken off. */
    @FunctionalInterface
    interface Answer {
        CompletionStage<HttpReply> to(Cancellation cancellation);

        /** A whole answer. */
        static Answer of(int status, String text, String... headers) {
            return cancellation ->
                    CompletableFuture.completedFuture(new HttpReply(status, Headers.of(headers), Streams.of(text)));
        }

        /** An answer whose body breaks off. */
        static Answer broken(int status, String... headers) {
            GatewayException lost = new GatewayException(ErrorKind.UPSTREAM_CLOSED, Reach.STARTED, "Broken off.");
            return cancellation -> CompletableFuture.completedFuture(
                    new HttpReply(status, Headers.of(headers), Streams.failing(lost, "half an ")));
        }

        /** An answer whose body stalls after its first half. */
        static Answer stalled(String... headers) {
            return cancellation -> CompletableFuture.completedFuture(new HttpReply(
                    200,
                    Headers.of(headers),
                    new Body.Stream(subscriber -> stall(subscriber, cancellation), OptionalLong.empty())));
        }

        private static void stall(Flow.Subscriber<? super ByteBuffer> subscriber, Cancellation cancellation) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            cancellation.onCancel(() ->
                    subscriber.onError(new GatewayException(ErrorKind.CLIENT_CLOSED, Reach.STARTED, "Nobody waits.")));
        }

        /** No answer, until its caller gives up. */
        static Answer none() {
            return cancellation -> {
                CompletableFuture<HttpReply> reply = new CompletableFuture<>();
                cancellation.onCancel(() -> reply.complete(new HttpReply(499, Headers.EMPTY, Body.EMPTY)));
                return reply;
            };
        }
    }
}
