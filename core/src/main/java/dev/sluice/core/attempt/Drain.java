package dev.sluice.core.attempt;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Body;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rejected answer to its end, so that its connection can serve the next call; gives up where it is long or slow.
 * Lives on its call's event loop.
 */
public final class Drain implements Flow.Subscriber<ByteBuffer> {
    private static final long LARGEST = 64 << 10;
    private static final Duration LONGEST = Duration.ofMillis(250);

    private final EventLoop loop;
    private Cancellation.Registration timer = () -> {};
    private long left = LARGEST;
    private Flow.@Nullable Subscription subscription;

    private Drain(EventLoop loop) {
        this.loop = loop;
    }

    /** Gets rid of a body that nobody wants. */
    public static void away(Body body, EventLoop loop) {
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(new Drain(loop));
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        timer = loop.after(LONGEST, newSubscription::cancel);
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer slice) {
        left -= slice.remaining();
        if (left < 0 && subscription != null) {
            timer.remove();
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        timer.remove();
    }

    @Override
    public void onComplete() {
        timer.remove();
    }
}
