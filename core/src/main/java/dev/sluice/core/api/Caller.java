package dev.sluice.core.api;

import dev.sluice.core.attempt.Backoff;
import dev.sluice.core.attempt.RetryAfter;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.spi.JsonCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls: each on an event loop, with retries and timeouts as OpenAI's own SDKs have them. Cancelling a future cancels
 * its call. Thread-safe.
 *
 * @param door the way in
 * @param loops gives each call its loop
 * @param json reads and writes
 * @param clock for dates in {@code Retry-After}
 * @param random for jitter; thread-safe
 */
record Caller(Door door, Supplier<EventLoop> loops, JsonCodec json, Clock clock, RandomGenerator random) {
    /** Larger documents are read on a worker, not on the event loop. */
    private static final int LARGE = 64 << 10;

    /** The whole answer, as what it is read as. */
    <T> CompletableFuture<T> call(Endpoint endpoint, RequestOptions options, BiFunction<Headers, byte[], T> read) {
        return start(endpoint, options, true, exchange -> exchange.read(read));
    }

    /** The answer's body, as it comes; the call it belongs to ends with the subscription. */
    CompletableFuture<Opened> open(Endpoint endpoint, RequestOptions options) {
        return start(endpoint, options, false, Exchange::opened);
    }

    private <T> CompletableFuture<T> start(
            Endpoint endpoint, RequestOptions options, boolean whole, Function<Exchange, CompletionStage<T>> finish) {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<T> result = new CompletableFuture<>();
        Futures.onCancel(result, cancellation::cancel);
        Call<T> call = new Call<>(endpoint, options, whole, finish, cancellation, loops.get(), result);
        call.loop.run(call::attempt);
        return result;
    }

    /** One call and its attempts. Lives on its loop. */
    private final class Call<T> {
        private final Endpoint endpoint;
        private final RequestOptions options;
        private final boolean whole;
        private final Function<Exchange, CompletionStage<T>> finish;
        private final Cancellation cancellation;
        private final EventLoop loop;
        private final CompletableFuture<T> result;
        private final byte @Nullable [] body;
        private int attempts;

        Call(
                Endpoint endpoint,
                RequestOptions options,
                boolean whole,
                Function<Exchange, CompletionStage<T>> finish,
                Cancellation cancellation,
                EventLoop loop,
                CompletableFuture<T> result) {
            this.endpoint = endpoint;
            this.options = options;
            this.whole = whole;
            this.finish = finish;
            this.cancellation = cancellation;
            this.loop = loop;
            this.result = result;
            this.body = endpoint.body().map(json::write).orElse(null);
        }

        void attempt() {
            if (result.isDone()) {
                return;
            }
            attempts++;
            Cancellation own = new Cancellation();
            Cancellation.Registration linked = cancellation.onCancel(own::cancel);
            Exchange exchange = new Exchange(own, loop);
            exchange.timer = loop.after(options.timeout(), () -> {
                exchange.late = true;
                own.cancel();
                ended(
                        linked,
                        null,
                        new ApiTimeoutException("No answer within " + options.timeout() + ".", null, Headers.EMPTY));
            });
            Body sent = body == null ? Body.EMPTY : Body.Bytes.of(body);
            door.call(endpoint, headers(), sent, own, loop).whenComplete((reply, impossible) -> {
                if (exchange.late) {
                    Bodies.drop(reply);
                } else if (reply.status() >= 400) {
                    refused(reply, exchange, linked);
                } else {
                    exchange.reply = reply;
                    finish.apply(exchange).whenComplete((value, failure) -> {
                        exchange.timer.remove();
                        ended(linked, value, failure);
                    });
                }
            });
        }

        private Headers headers() {
            Headers.Builder headers = options.headers().toBuilder();
            if (body != null) {
                headers.set("Content-Type", "application/json").set("Content-Length", Integer.toString(body.length));
            }
            return headers.build();
        }

        private void refused(HttpReply reply, Exchange exchange, Cancellation.Registration linked) {
            Bodies.collect(reply.body()).whenComplete((bytes, broken) -> {
                exchange.timer.remove();
                linked.remove();
                ApiException failure = ApiException.of(
                        reply.status(), bytes == null ? null : Errors.read(json, bytes), reply.headers());
                if (attempts <= options.maxRetries() && mayRetry(reply) && !result.isDone()) {
                    Duration wait = Backoff.before(
                            attempts, RetryAfter.of(reply.headers(), clock.instant()), Duration.ZERO, random);
                    loop.after(wait.compareTo(Backoff.LONGEST) > 0 ? Backoff.LONGEST : wait, this::attempt);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        }

        private boolean mayRetry(HttpReply reply) {
            String said = reply.headers().first("x-should-retry").orElse("");
            int status = reply.status();
            boolean usually = status == 408 || status == 409 || status == 429 || status >= 500;
            return said.equals("true") || (usually && !said.equals("false"));
        }

        private void ended(Cancellation.Registration linked, @Nullable T value, @Nullable Throwable failure) {
            if (failure != null) {
                linked.remove();
                result.completeExceptionally(Errors.of(failure));
            } else if (value != null) {
                if (whole) {
                    linked.remove();
                }
                result.complete(value);
            }
        }
    }

    /** One attempt that was answered well. */
    final class Exchange {
        private final Cancellation cancellation;
        private final EventLoop loop;
        private Cancellation.Registration timer = () -> {};
        private @Nullable HttpReply reply;
        private boolean late;

        Exchange(Cancellation cancellation, EventLoop loop) {
            this.cancellation = cancellation;
            this.loop = loop;
        }

        private HttpReply answered() {
            if (reply == null) {
                throw new IllegalStateException("Not answered yet");
            }
            return reply;
        }

        <T> CompletionStage<T> read(BiFunction<Headers, byte[], T> read) {
            Headers headers = answered().headers();
            return Bodies.collect(answered().body())
                    .thenCompose(bytes -> bytes.length > LARGE
                            ? CompletableFuture.supplyAsync(() -> read.apply(headers, bytes))
                            : CompletableFuture.completedFuture(read.apply(headers, bytes)));
        }

        CompletionStage<Opened> opened() {
            return CompletableFuture.completedFuture(new Opened(answered(), cancellation, loop));
        }
    }

    /**
     * An answer whose body is still to be read.
     *
     * @param reply the answer
     * @param cancellation ends its call
     * @param loop where its body lives
     */
    record Opened(HttpReply reply, Cancellation cancellation, EventLoop loop) {}
}
