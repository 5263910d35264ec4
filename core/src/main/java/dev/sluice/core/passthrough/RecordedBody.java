package dev.sluice.core.passthrough;

import dev.sluice.core.call.EventLoop;
import dev.sluice.core.error.GatewayException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** An answer's body on its way to the client: the same bytes, seen by the tap and counted by the record. */
final class RecordedBody implements Flow.Publisher<ByteBuffer> {
    private final Flow.Publisher<ByteBuffer> source;
    private final AnswerTap tap;
    private final CallRecord record;
    private final EventLoop loop;

    RecordedBody(Flow.Publisher<ByteBuffer> source, AnswerTap tap, CallRecord record, EventLoop loop) {
        this.source = source;
        this.tap = tap;
        this.record = record;
        this.loop = loop;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        source.subscribe(new Relay(subscriber));
    }

    private final class Relay implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private Flow.@Nullable Subscription upstream;

        Relay(Flow.Subscriber<? super ByteBuffer> subscriber) {
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
                cancel();
                subscriber.onError(new IllegalArgumentException("At least one slice is asked for, not " + n + "."));
            } else if (upstream != null) {
                upstream.request(n);
            }
        }

        /** Whoever cancels has lost the client: nothing else stops an answer half-way. */
        @Override
        public void cancel() {
            if (upstream != null) {
                upstream.cancel();
            }
            tap.end();
            record.brokeOff(CallRecord.clientLeft(), tap);
        }

        @Override
        public void onNext(ByteBuffer slice) {
            if (loop.isCurrent()) {
                relay(slice);
            } else {
                loop.post(() -> relay(slice));
            }
        }

        /** The tap looks first: whoever reads an id may use it at once, and it must be known by then. */
        private void relay(ByteBuffer slice) {
            record.sent(slice.remaining());
            tap.feed(slice);
            subscriber.onNext(slice);
        }

        @Override
        public void onError(Throwable failure) {
            loop.run(() -> {
                tap.end();
                record.brokeOff(GatewayException.from(failure), tap);
                subscriber.onError(failure);
            });
        }

        @Override
        public void onComplete() {
            loop.run(() -> {
                tap.end();
                record.completed(tap);
                subscriber.onComplete();
            });
        }
    }
}
