package dev.sluice.transport.vertx.client;

import dev.sluice.transport.vertx.stream.Buffers;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as a publisher. What was read and not yet asked for waits here, and the upstream is not read meanwhile. An
 * end or a break comes after everything that came before it, and is kept for a subscriber that comes later. Lives on the
 * call's event loop.
 */
final class AnswerBody implements Flow.Publisher<ByteBuffer> {
    /** Learns of what happens to a body. */
    interface Listener {
        /** Whether the upstream is to be read; not told any more once all came. */
        void read(boolean more);

        /** Whether the next bytes are the upstream's to send. */
        void waits(boolean forUpstream);

        /** The body is over, at its end or by a failure. */
        void ended(boolean complete);

        /** The subscriber wants no more. */
        void cancelled();
    }

    private final Listener listener;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private @Nullable Throwable failure;
    private long wanted;
    private boolean held;
    private boolean delivering;
    private boolean allCame;
    private boolean over;

    AnswerBody(Listener listener) {
        this.listener = listener;
    }

    /** The next bytes. */
    void next(Buffer bytes) {
        if (!over && !allCame) {
            waiting.add(Buffers.toNio(bytes));
            deliver();
        }
    }

    /** All bytes came. */
    void complete() {
        end(null);
    }

    /** No more bytes come, though some are missing. */
    void breakOff(Throwable reason) {
        end(reason);
    }

    private void end(@Nullable Throwable reason) {
        if (!over && !allCame) {
            allCame = true;
            failure = reason;
            deliver();
        }
    }

    /** Ends the body at once, with a failure of our own making such as a timeout. */
    void fail(Throwable reason) {
        if (!over) {
            failure = reason;
            finish();
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newSubscriber) {
        if (subscriber != null) {
            throw new IllegalStateException("A body is read once");
        }
        subscriber = newSubscriber;
        boolean endedBefore = over;
        newSubscriber.onSubscribe(new Subscription());
        if (endedBefore) {
            tell(newSubscriber);
        }
    }

    private void deliver() {
        if (delivering) {
            return;
        }
        if (subscriber != null) {
            delivering = true;
            try {
                while (wanted > 0 && !waiting.isEmpty()) {
                    wanted--;
                    subscriber.onNext(waiting.remove());
                }
            } finally {
                delivering = false;
            }
        }
        if (over) {
            return;
        }
        if (!allCame) {
            hold(!waiting.isEmpty());
            listener.waits(wanted > 0);
        } else if (waiting.isEmpty()) {
            finish();
        }
    }

    private void hold(boolean hold) {
        if (held != hold) {
            held = hold;
            listener.read(!hold);
        }
    }

    private void finish() {
        over = true;
        waiting.clear();
        listener.ended(failure == null);
        if (subscriber != null) {
            tell(subscriber);
        }
    }

    private void tell(Flow.Subscriber<? super ByteBuffer> end) {
        if (failure == null) {
            end.onComplete();
        } else {
            end.onError(failure);
        }
    }

    private final class Subscription implements Flow.Subscription {
        @Override
        public void request(long n) {
            if (!over) {
                wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
                deliver();
            }
        }

        @Override
        public void cancel() {
            if (!over) {
                over = true;
                waiting.clear();
                listener.cancelled();
            }
        }
    }
}
