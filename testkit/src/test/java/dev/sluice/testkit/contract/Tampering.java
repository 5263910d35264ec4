package dev.sluice.testkit.contract;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;

/** Ways to spoil a body on its way to its reader. */
final class Tampering {
    private Tampering() {}

    static HttpReply withBody(HttpReply reply, UnaryOperator<Flow.Publisher<ByteBuffer>> change) {
        return reply.body() instanceof Body.Stream stream
                ? reply.withBody(new Body.Stream(change.apply(stream.publisher()), stream.length()))
                : reply;
    }

    static Flow.Publisher<ByteBuffer> endingOnError(Flow.Publisher<ByteBuffer> source) {
        return target -> source.subscribe(new Relay(target) {
            @Override
            public void onError(Throwable failure) {
                onComplete();
            }
        });
    }

    static Flow.Publisher<ByteBuffer> readingUnasked(Flow.Publisher<ByteBuffer> source) {
        return target -> source.subscribe(new Relay(target) {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                super.onSubscribe(subscription);
                subscription.request(Long.MAX_VALUE);
            }
        });
    }

    private static class Relay implements Flow.Subscriber<ByteBuffer> {
        private final Flow.Subscriber<? super ByteBuffer> target;

        Relay(Flow.Subscriber<? super ByteBuffer> target) {
            this.target = target;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            target.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            target.onNext(buffer);
        }

        @Override
        public void onError(Throwable failure) {
            target.onError(failure);
        }

        @Override
        public void onComplete() {
            target.onComplete();
        }
    }
}
