package dev.sluice.testkit;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A body that the test emits by hand. Signals go out on the thread that calls {@link #emit}, {@link #complete} or {@link
 * #fail}: a test of a port with event loops calls them there. For one subscriber.
 */
public final class StepPublisher implements Flow.Publisher<ByteBuffer> {
    private final CompletableFuture<Flow.Subscriber<? super ByteBuffer>> subscriber = new CompletableFuture<>();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private final AtomicLong requested = new AtomicLong();
    private final CompletableFuture<Void> firstRequest = new CompletableFuture<>();

    /** Completes at the first demand. */
    public CompletableFuture<Void> wanted() {
        return firstRequest.copy();
    }

    /** Completes when the subscriber cancels. */
    public CompletableFuture<Void> cancelled() {
        return cancelled.copy();
    }

    /** How many buffers were asked for in all. */
    public long requested() {
        return requested.get();
    }

    /** Emits one buffer; the test sees to it that it was asked for. */
    public void emit(byte[] bytes) {
        subscriber().onNext(ByteBuffer.wrap(bytes));
    }

    /** Ends the body. */
    public void complete() {
        subscriber().onComplete();
    }

    /** Breaks the body off. */
    public void fail(Throwable failure) {
        subscriber().onError(failure);
    }

    private Flow.Subscriber<? super ByteBuffer> subscriber() {
        Flow.@Nullable Subscriber<? super ByteBuffer> now = subscriber.getNow(null);
        if (now == null) {
            throw new IllegalStateException("Nobody has subscribed yet");
        }
        return now;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> next) {
        if (!subscriber.complete(next)) {
            throw new IllegalStateException("A body has one subscriber");
        }
        next.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                requested.addAndGet(n);
                firstRequest.complete(null);
            }

            @Override
            public void cancel() {
                cancelled.complete(null);
            }
        });
    }
}
