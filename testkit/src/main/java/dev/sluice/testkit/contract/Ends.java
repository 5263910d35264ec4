package dev.sluice.testkit.contract;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** Wants all of a body as soon as it may, or nothing of it, and counts how often it is told of an end. */
final class Ends implements Flow.Subscriber<ByteBuffer> {
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final boolean wantsAll;

    private Ends(boolean wantsAll) {
        this.wantsAll = wantsAll;
    }

    static Ends ofAll() {
        return new Ends(true);
    }

    static Ends ofNothing() {
        return new Ends(false);
    }

    /** Completes with the first end, or when it has cancelled. */
    CompletableFuture<Void> over() {
        return over;
    }

    int count() {
        return count.get();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (wantsAll) {
            subscription.request(Long.MAX_VALUE);
        } else {
            subscription.cancel();
            over.complete(null);
        }
    }

    @Override
    public void onNext(ByteBuffer item) {}

    @Override
    public void onError(Throwable failure) {
        onComplete();
    }

    @Override
    public void onComplete() {
        count.incrementAndGet();
        over.complete(null);
    }
}
