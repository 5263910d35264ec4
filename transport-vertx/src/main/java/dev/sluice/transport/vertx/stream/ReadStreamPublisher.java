package dev.sluice.transport.vertx.stream;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Vert.x stream as a publisher. The stream must be paused; it is read as fast as the subscriber asks. A stream that
 * breaks off is read to where it broke. What ends before there is a subscriber is kept for it. Lives on the stream's
 * event loop.
 */
public final class ReadStreamPublisher implements Flow.Publisher<ByteBuffer> {
    private static final long QUIET_MILLIS = 500;

    private final Context loop;
    private final ReadStream<Buffer> stream;
    private final Listener listener;
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private @Nullable Throwable breakOff;
    private @Nullable Throwable failure;
    private boolean ended;
    private long wanted;
    private long chunks;

    /**
     * A publisher of the paused stream.
     *
     * @param failures translates what the stream fails with
     * @param listener learns of what happens
     */
    public ReadStreamPublisher(
            Context loop, ReadStream<Buffer> stream, Function<Throwable, Throwable> failures, Listener listener) {
        this.loop = loop;
        this.stream = stream;
        this.listener = listener;
        stream.exceptionHandler(reason -> breakOff(failures.apply(reason)));
        stream.endHandler(end -> complete());
        stream.handler(this::next);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newSubscriber) {
        if (subscriber != null) {
            throw new IllegalStateException("A body is read once");
        }
        subscriber = newSubscriber;
        newSubscriber.onSubscribe(new Subscription());
        if (failure != null) {
            newSubscriber.onError(failure);
        } else if (ended) {
            newSubscriber.onComplete();
        }
    }

    /** Ends the body at once, with a failure of our own making such as a timeout. */
    public void fail(Throwable reason) {
        if (isOver()) {
            return;
        }
        failure = reason;
        listener.ended(false);
        if (subscriber != null) {
            subscriber.onError(reason);
        }
    }

    private boolean isOver() {
        return ended || failure != null;
    }

    /** Ends the body with that failure once everything was read that came before. */
    public void breakOff(Throwable reason) {
        if (breakOff == null && !isOver()) {
            breakOff = reason;
            listener.brokeOff();
            failWhenDrained();
        }
    }

    /**
     * A connection that is closed may still hold bytes back, to be read in several tasks of perhaps two loops. When more
     * was wanted for a while and none came, nothing is left.
     */
    private void failWhenDrained() {
        long seen = chunks;
        loop.owner().setTimer(QUIET_MILLIS, quiet -> {
            if (breakOff == null || isOver() || wanted == 0) {
                return;
            }
            if (seen == chunks) {
                fail(breakOff);
            } else {
                failWhenDrained();
            }
        });
    }

    private void next(Buffer buffer) {
        if (isOver() || subscriber == null) {
            return;
        }
        wanted--;
        chunks++;
        listener.chunk(wanted > 0);
        subscriber.onNext(Buffers.toNio(buffer));
    }

    private void complete() {
        if (isOver()) {
            return;
        }
        ended = true;
        listener.ended(true);
        if (subscriber != null) {
            subscriber.onComplete();
        }
    }

    private final class Subscription implements Flow.Subscription {
        @Override
        public void request(long n) {
            if (isOver()) {
                return;
            }
            wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            listener.wanted();
            boolean waitsAlready = wanted > n;
            stream.fetch(n);
            if (breakOff != null && !waitsAlready) {
                failWhenDrained();
            }
        }

        @Override
        public void cancel() {
            if (!isOver()) {
                failure = new CancellationException();
                listener.cancelled();
            }
        }
    }

    /** Learns of what happens to a body. */
    public interface Listener {
        /** The subscriber asked for more. */
        void wanted();

        /** A chunk came; whether more was asked for. */
        void chunk(boolean moreWanted);

        /** The stream broke off; what it holds may still be read. */
        void brokeOff();

        /** The body is over, at its end or by a failure. */
        void ended(boolean complete);

        /** The subscriber wants no more. */
        void cancelled();
    }
}
