package dev.sluice.core.api;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.spi.JsonCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls: each on an event loop, with retries and timeouts. Cancelling a future cancels its call. Thread-safe.
 *
 * @param door the way in
 * @param loops gives each call its loop
 * @param json reads and writes
 * @param retries says which attempts are followed by another
 * @param guard says where nobody may wait for what comes
 */
record Caller(Door door, Supplier<EventLoop> loops, JsonCodec json, Retries retries, BlockingGuard guard) {
    /** Larger documents are read on a worker, not on the event loop. */
    private static final int LARGE = 64 << 10;

    /** The whole answer, as what it is read as. */
    <T> CompletableFuture<T> call(Endpoint endpoint, RequestOptions options, BiFunction<Headers, byte[], T> read) {
        return start(endpoint, options, exchange -> exchange.read(read));
    }

    /** The answer's body, as it comes; the call it belongs to ends with the subscription. */
    CompletableFuture<Opened> open(Endpoint endpoint, RequestOptions options) {
        return start(endpoint, options, Exchange::opened);
    }

    private <T> CompletableFuture<T> start(
            Endpoint endpoint, RequestOptions options, Function<Exchange, CompletionStage<T>> finish) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Call<T> call = new Call<>(endpoint, options, finish, loops.get(), result);
        Futures.onCancel(result, call.cancellation::cancel);
        call.loop.run(call::attempt);
        return result;
    }

    /** One call and its attempts. Lives on its loop. */
    private final class Call<T> {
        private final Endpoint endpoint;
        private final RequestOptions options;
        private final Function<Exchange, CompletionStage<T>> finish;
        private final EventLoop loop;
        private final CompletableFuture<T> result;
        private final Cancellation cancellation = new Cancellation();
        private final byte @Nullable [] body;
        private Cancellation.Registration pause = () -> {};
        private int attempts;

        Call(
                Endpoint endpoint,
                RequestOptions options,
                Function<Exchange, CompletionStage<T>> finish,
                EventLoop loop,
                CompletableFuture<T> result) {
            this.endpoint = endpoint;
            this.options = options;
            this.finish = finish;
            this.loop = loop;
            this.result = result;
            this.body = endpoint.body().map(json::write).orElse(null);
        }

        void attempt() {
            pause.remove();
            if (result.isDone()) {
                return;
            }
            attempts++;
            Exchange exchange = new Exchange(loop, cancellation);
            exchange.timer = loop.after(options.timeout(), () -> late(exchange));
            Body sent = body == null ? Body.EMPTY : Body.Bytes.of(body);
            door.call(endpoint, headers(), sent, exchange.own, loop).whenComplete((reply, impossible) -> {
                if (exchange.over) {
                    Bodies.drop(reply);
                } else if (reply.status() >= 400) {
                    refused(reply, exchange);
                } else {
                    exchange.reply = reply;
                    finish.apply(exchange)
                            .whenComplete((value, failure) -> loop.run(() -> finished(exchange, value, failure)));
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

        private void late(Exchange exchange) {
            if (exchange.end()) {
                exchange.own.cancel();
                lost(
                        exchange,
                        new ApiTimeoutException("No answer within " + options.timeout() + ".", null, Headers.EMPTY));
            }
        }

        private void refused(HttpReply reply, Exchange exchange) {
            Bodies.collect(reply.body()).whenComplete((bytes, broken) -> {
                if (exchange.end()) {
                    Optional<Duration> wait = retries.afterAnswer(reply.status(), reply.headers(), attempts, options);
                    again(
                            wait,
                            ApiException.of(
                                    reply.status(), bytes == null ? null : Errors.read(json, bytes), reply.headers()));
                }
            });
        }

        private void finished(Exchange exchange, @Nullable T value, @Nullable Throwable failure) {
            if (!exchange.end()) {
                return;
            }
            if (value != null) {
                result.complete(value);
            } else {
                RuntimeException known =
                        Errors.of(failure == null ? new IllegalStateException("Nothing was read") : failure);
                if (exchange.broken) {
                    lost(exchange, known);
                } else {
                    result.completeExceptionally(known);
                }
            }
        }

        private void lost(Exchange exchange, RuntimeException failure) {
            Headers head = exchange.reply == null ? Headers.EMPTY : exchange.reply.headers();
            again(retries.afterLoss(endpoint.method(), head, attempts, options), failure);
        }

        /** Nobody waits for another attempt of a call that was cancelled in between. */
        private void again(Optional<Duration> wait, RuntimeException failure) {
            if (wait.isEmpty()) {
                result.completeExceptionally(failure);
            } else if (!result.isDone()) {
                Cancellation.Registration due = loop.after(wait.get(), this::attempt);
                pause = cancellation.onCancel(due::remove);
            }
        }
    }

    /** One attempt. Lives on its call's loop; ends once. */
    final class Exchange {
        private final Cancellation own = new Cancellation();
        private final EventLoop loop;
        private final Cancellation.Registration linked;
        private Cancellation.Registration timer = () -> {};
        private @Nullable HttpReply reply;
        private boolean broken;
        private boolean over;

        Exchange(EventLoop loop, Cancellation call) {
            this.loop = loop;
            this.linked = call.onCancel(own::cancel);
        }

        /** Whether it was still under way. */
        private boolean end() {
            boolean first = !over;
            over = true;
            timer.remove();
            linked.remove();
            return first;
        }

        private HttpReply answered() {
            if (reply == null) {
                throw new IllegalStateException("Not answered yet");
            }
            return reply;
        }

        /** A document that came whole and cannot be read would be no better the next time. */
        <T> CompletionStage<T> read(BiFunction<Headers, byte[], T> read) {
            Headers headers = answered().headers();
            return Bodies.collect(answered().body())
                    .whenComplete((bytes, lost) -> broken = lost != null)
                    .thenCompose(bytes -> bytes.length > LARGE
                            ? CompletableFuture.supplyAsync(() -> read.apply(headers, bytes))
                            : CompletableFuture.completedFuture(read.apply(headers, bytes)));
        }

        CompletionStage<Opened> opened() {
            return CompletableFuture.completedFuture(new Opened(answered(), own, loop));
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
