package dev.sluice.testkit;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Emits the buffers of an iterator as they are asked for, on the thread that asks. For one subscriber. */
final class PullPublisher implements Flow.Publisher<ByteBuffer> {
    private final Iterator<ByteBuffer> buffers;

    PullPublisher(Iterator<ByteBuffer> buffers) {
        this.buffers = buffers;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        Pull pull = new Pull(subscriber);
        subscriber.onSubscribe(pull);
        pull.request(0);
    }

    private final class Pull implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicLong work = new AtomicLong();
        private volatile boolean done;

        Pull(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            demand.accumulateAndGet(n, (have, more) -> have + more < 0 ? Long.MAX_VALUE : have + more);
            // Whoever raises the work from 0 emits for all; a request from within onNext only leaves a note.
            if (work.getAndIncrement() == 0) {
                long seen;
                do {
                    seen = work.get();
                    emit();
                } while (work.addAndGet(-seen) > 0);
            }
        }

        private void emit() {
            while (!done && buffers.hasNext() && demand.get() > 0) {
                demand.decrementAndGet();
                subscriber.onNext(buffers.next());
            }
            if (!done && !buffers.hasNext()) {
                done = true;
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            done = true;
        }
    }
}
