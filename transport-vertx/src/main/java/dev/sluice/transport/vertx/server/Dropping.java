package dev.sluice.transport.vertx.server;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Cancels a body that nobody waits for. */
final class Dropping implements Flow.Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(ByteBuffer item) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
