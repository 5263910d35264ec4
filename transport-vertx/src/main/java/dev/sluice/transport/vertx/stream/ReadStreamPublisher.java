package dev.sluice.transport.vertx.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Vert.x stream as a publisher. The stream must be paused; it is read as fast as the subscriber asks. A failure comes
 * at once, before what the stream may still hold. What ends before there is a subscriber is kept for it. Lives on the
 * stream's event loop.
 */
public final class ReadStreamPublisher implements Flow.Publisher<ByteBuffer> {
    private final ReadStream<Buffer> stream;
    private final Listener listener;
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private @Nullable Throwable failure;
    private boolean subscribed;
    private boolean ended;
    private long wanted;

    /**
     * A publisher of the paused stream.
     *
     * @param failures translates what the stream fails with
     * @param listener learns of what happens
     */
    public ReadStreamPublisher(ReadStream<Buffer> stream, Function<Throwable, Throwable> failures, Listener listener) {
        this.stream = stream;
        this.listener = listener;
        stream.exceptionHandler(reason -> fail(failures.apply(reason)));
        stream.endHandler(end -> complete());
        stream.handler(this::next);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newSubscriber) {
        if (subscribed) {
            throw new IllegalStateException("A body is read once");
        }
        subscribed = true;
        subscriber = newSubscriber;
        boolean endedBefore = ended;
        Throwable failedBefore = failure;
        newSubscriber.onSubscribe(new Subscription());
        if (failedBefore != null) {
            letGo();
            newSubscriber.onError(failedBefore);
        } else if (endedBefore) {
            letGo();
            newSubscriber.onComplete();
        }
    }

    /** Ends the body at once. */
    public void fail(Throwable reason) {
        if (isOver()) {
            return;
        }
        failure = reason;
        listener.ended(false);
        Flow.Subscriber<? super ByteBuffer> told = letGo();
        if (told != null) {
            told.onError(reason);
        }
    }

    private boolean isOver() {
        return ended || failure != null;
    }

    private void next(Buffer buffer) {
        if (isOver() || subscriber == null) {
            return;
        }
        wanted--;
        listener.chunk(wanted > 0);
        subscriber.onNext(Buffers.toNio(buffer));
    }

    private void complete() {
        if (isOver()) {
            return;
        }
        ended = true;
        listener.ended(true);
        Flow.Subscriber<? super ByteBuffer> told = letGo();
        if (told != null) {
            told.onComplete();
        }
    }

    /** Whoever has read the body is not kept as long as its stream is, on which an answer may still go out. */
    private Flow.@Nullable Subscriber<? super ByteBuffer> letGo() {
        Flow.Subscriber<? super ByteBuffer> told = subscriber;
        subscriber = null;
        return told;
    }

    private final class Subscription implements Flow.Subscription {
        @Override
        public void request(long n) {
            if (isOver()) {
                return;
            }
            wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            listener.wanted();
            stream.fetch(n);
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

        /** The body is over, at its end or by a failure. */
        void ended(boolean complete);

        /** The subscriber wants no more. */
        void cancelled();
    }
}
