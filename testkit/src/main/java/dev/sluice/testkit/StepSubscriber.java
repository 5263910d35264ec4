package dev.sluice.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Takes what the test asks for, and no more. The test's methods are thread-safe. */
public final class StepSubscriber implements Flow.Subscriber<ByteBuffer> {
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** Asks for so many buffers more; for the thread on which the body may be asked. Needs a subscription. */
    public void request(long buffers) {
        subscription().request(buffers);
    }

    /** Wants no more; for the thread on which the body may be cancelled. Needs a subscription. */
    public void cancel() {
        subscription().cancel();
    }

    private Flow.Subscription subscription() {
        Flow.Subscription now = subscription.getNow(null);
        if (now == null) {
            throw new IllegalStateException("Not subscribed yet");
        }
        return now;
    }

    /** Completes with the body's end, or fails with its failure; fails where there was more than one end. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** The bytes so far. */
    public synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    /**
     * Waits for so many bytes in all.
     *
     * @return the bytes so far
     * @throws AssertionError after {@code limit}
     */
    public synchronized byte[] awaitBytes(int count, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (kept.size() < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("Only " + kept.size() + " of " + count + " bytes came within " + limit);
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for bytes", e);
            }
        }
        return kept.toByteArray();
    }

    @Override
    public void onSubscribe(Flow.Subscription next) {
        subscription.complete(next);
    }

    @Override
    public synchronized void onNext(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        kept.writeBytes(copy);
        notifyAll();
    }

    @Override
    public void onError(Throwable failure) {
        onlyOnce(ended.completeExceptionally(failure));
    }

    @Override
    public void onComplete() {
        onlyOnce(ended.complete(null));
    }

    private void onlyOnce(boolean first) {
        if (!first) {
            ended.obtrudeException(new AssertionError("The body has ended twice"));
        }
    }
}
