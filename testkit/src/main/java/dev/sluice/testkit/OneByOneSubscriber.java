package dev.sluice.testkit;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Asks for one buffer, takes it, asks for the next. */
abstract class OneByOneSubscriber implements Flow.Subscriber<ByteBuffer> {
    private Flow.@Nullable Subscription subscription;

    abstract void take(ByteBuffer buffer);

    @Override
    public final void onSubscribe(Flow.Subscription next) {
        subscription = next;
        next.request(1);
    }

    @Override
    public final void onNext(ByteBuffer buffer) {
        take(buffer);
        if (subscription != null) {
            subscription.request(1);
        }
    }
}
