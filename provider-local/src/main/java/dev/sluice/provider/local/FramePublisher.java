package dev.sluice.provider.local;

import dev.sluice.core.call.Cancellation;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Publishes buffers that are made when they are asked for, one for each that was requested, on the thread that
 * requests. One subscriber only. When the call is cancelled before the end, fails with {@code CLIENT_CLOSED}.
 */
final class FramePublisher implements Flow.Publisher<ByteBuffer> {
    private final Iterator<ByteBuffer> frames;
    private final Cancellation cancellation;
    private final AtomicBoolean taken = new AtomicBoolean();

    FramePublisher(Iterator<ByteBuffer> frames, Cancellation cancellation) {
        this.frames = frames;
        this.cancellation = cancellation;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (!taken.compareAndSet(false, true)) {
            subscriber.onSubscribe(new NoFrames());
            subscriber.onError(new IllegalStateException("This body has its one subscriber already"));
            return;
        }
        FrameSubscription subscription = new FrameSubscription(frames, subscriber);
        subscriber.onSubscribe(subscription);
        subscription.follow(cancellation);
    }

    private static final class NoFrames implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
