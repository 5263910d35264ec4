package dev.sluice.core.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;

/**
 * Bytes that were read already, followed by the rest of the stream they were read from.
 *
 * @param prefix what was read
 * @param rest what follows; subscribed to at once, asked only when the prefix is out
 */
public record PrefixedPublisher(Body.Bytes prefix, Flow.Publisher<ByteBuffer> rest)
        implements Flow.Publisher<ByteBuffer> {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        rest.subscribe(new Relay(prefix, subscriber));
    }

    /** Not thread-safe: like every body, it lives on its call's event loop. */
    private static final class Relay implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
        private final Deque<ByteBuffer> ahead;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private Flow.Subscription upstream = new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        };
        private long wanted;
        private boolean emitting;
        private boolean done;
        private boolean ended;

        Relay(Body.Bytes prefix, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.ahead = new ArrayDeque<>(prefix.slices());
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            upstream = subscription;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                refuse(n);
                return;
            }
            wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            if (emitting) {
                return;
            }
            emitting = true;
            while (wanted > 0 && !ahead.isEmpty() && !done) {
                wanted--;
                subscriber.onNext(ahead.remove());
            }
            emitting = false;
            if (ahead.isEmpty() && ended) {
                complete();
            } else if (ahead.isEmpty() && wanted > 0 && !done) {
                long rest = wanted;
                wanted = 0;
                upstream.request(rest);
            }
        }

        /** Rule 3.9 of Reactive Streams. */
        private void refuse(long n) {
            if (!done) {
                cancel();
                subscriber.onError(new IllegalArgumentException("At least one slice is asked for, not " + n + "."));
            }
        }

        @Override
        public void cancel() {
            done = true;
            upstream.cancel();
        }

        @Override
        public void onNext(ByteBuffer item) {
            subscriber.onNext(item);
        }

        @Override
        public void onError(Throwable failure) {
            if (!done) {
                done = true;
                subscriber.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            ended = true;
            if (ahead.isEmpty()) {
                complete();
            }
        }

        private void complete() {
            if (!done) {
                done = true;
                subscriber.onComplete();
            }
        }
    }
}
