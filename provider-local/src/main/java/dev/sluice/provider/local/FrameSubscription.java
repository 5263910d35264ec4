package dev.sluice.provider.local;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Hands out frames on demand. Whichever thread finds it idle does the work, so that signals never overlap or nest. */
final class FrameSubscription implements Flow.Subscription {
    private static final Cancellation.Registration NOT_REGISTERED = () -> {};

    private final Iterator<ByteBuffer> frames;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile Cancellation.Registration registration = NOT_REGISTERED;
    private volatile boolean done;

    FrameSubscription(Iterator<ByteBuffer> frames, Flow.Subscriber<? super ByteBuffer> subscriber) {
        this.frames = frames;
        this.subscriber = subscriber;
    }

    /** Fails the subscription when the call is cancelled. */
    void follow(Cancellation cancellation) {
        registration = cancellation.onCancel(() ->
                fail(new GatewayException(ErrorKind.CLIENT_CLOSED, Reach.STARTED, "The client left before the end.")));
        if (done) {
            registration.remove();
        }
        work();
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            fail(new IllegalArgumentException("The demand must be positive"));
            return;
        }
        demand.accumulateAndGet(n, (known, more) -> known + more < 0 ? Long.MAX_VALUE : known + more);
        work();
    }

    @Override
    public void cancel() {
        end();
    }

    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        work();
    }

    private void end() {
        done = true;
        registration.remove();
    }

    private void work() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            deliver();
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void deliver() {
        while (!done) {
            Throwable cause = failure.get();
            if (cause != null) {
                end();
                subscriber.onError(cause);
            } else if (!frames.hasNext()) {
                end();
                subscriber.onComplete();
            } else if (demand.get() == 0) {
                return;
            } else {
                demand.decrementAndGet();
                subscriber.onNext(frames.next());
            }
        }
    }
}
