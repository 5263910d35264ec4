package dev.sluice.core.api;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Bodies read to their end. */
final class Bodies {
    private Bodies() {}

    /** All bytes; fails as the body does. */
    static CompletionStage<byte[]> collect(Body body) {
        Collector collector = new Collector();
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(collector);
        } else {
            if (body instanceof Body.Bytes bytes) {
                bytes.slices().forEach(collector::onNext);
            }
            collector.onComplete();
        }
        return collector.result;
    }

    /** Nobody waits for it any more. */
    static void drop(HttpReply reply) {
        if (reply.body() instanceof Body.Stream stream) {
            stream.publisher().subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.cancel();
                }

                @Override
                public void onNext(ByteBuffer slice) {}

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onComplete() {}
            });
        }
    }

    private static final class Collector implements Flow.Subscriber<ByteBuffer> {
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer slice) {
            byte[] copy = new byte[slice.remaining()];
            slice.duplicate().get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(bytes.toByteArray());
        }
    }
}
