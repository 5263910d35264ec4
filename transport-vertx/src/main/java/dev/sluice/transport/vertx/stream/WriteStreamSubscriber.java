package dev.sluice.transport.vertx.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body to a Vert.x stream: each chunk at once, and no more asked for while the stream's queue is full. Lives on
 * the stream's event loop.
 */
public final class WriteStreamSubscriber implements Flow.Subscriber<ByteBuffer> {
    private static final int WINDOW = 16;
    private static final int REFILL = WINDOW / 2;

    private final WriteStream<Buffer> stream;
    private final long length;
    private final Runnable ended;
    private final Consumer<Throwable> failed;
    private final Runnable progress;
    private Flow.@Nullable Subscription subscription;
    private int outstanding;
    private long written;
    private boolean stopped;

    /**
     * A subscriber that writes to the stream.
     *
     * @param length of the body, where it is known: its last bytes end the stream
     * @param ended runs when all of the body is sent
     * @param failed runs when the body broke off; must not end the stream as if it were complete
     * @param progress runs whenever the stream takes bytes
     */
    public WriteStreamSubscriber(
            WriteStream<Buffer> stream,
            OptionalLong length,
            Runnable ended,
            Consumer<Throwable> failed,
            Runnable progress) {
        this.stream = stream;
        this.length = length.orElse(-1);
        this.ended = ended;
        this.failed = failed;
        this.progress = progress;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (stopped) {
            newSubscription.cancel();
            return;
        }
        stream.drainHandler(drained -> {
            progress.run();
            refill();
        });
        refill();
    }

    @Override
    public void onNext(ByteBuffer slice) {
        if (stopped) {
            return;
        }
        outstanding--;
        progress.run();
        written += slice.remaining();
        if (written == length) {
            last(slice);
            return;
        }
        stream.write(Buffers.toVertx(slice));
        if (outstanding <= REFILL) {
            refill();
        }
    }

    /** A source may tell its end only to whoever asks for more. */
    private void last(ByteBuffer slice) {
        stopped = true;
        stream.end(Buffers.toVertx(slice)).onSuccess(sent -> ended.run());
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private void refill() {
        if (subscription == null || stopped || stream.writeQueueFull()) {
            return;
        }
        int missing = WINDOW - outstanding;
        if (missing > 0) {
            outstanding += missing;
            subscription.request(missing);
        }
    }

    /** Whether the stream keeps us waiting, perhaps with the last bytes; otherwise it is the source that does. */
    public boolean isWaitingForStream() {
        return stopped || stream.writeQueueFull();
    }

    /** Wants no more: the stream is gone. */
    public void stop() {
        if (!stopped) {
            stopped = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!stopped) {
            stopped = true;
            failed.accept(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!stopped) {
            stopped = true;
            stream.end().onSuccess(sent -> ended.run());
        }
    }
}
