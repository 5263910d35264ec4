package dev.sluice.testkit.fault;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The body of an answer of {@link SocketExchange}: each permit that its reader gives is one read off the wire. */
final class SocketReplyBody implements Flow.Publisher<ByteBuffer>, BodySink {
    private final CompletableFuture<Flow.Subscriber<? super ByteBuffer>> subscriber = new CompletableFuture<>();
    private final Semaphore demand = new Semaphore(0);
    private final Runnable onCancel;
    private volatile boolean released;
    private volatile boolean left;

    SocketReplyBody(Runnable onCancel) {
        this.onCancel = onCancel;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> next) {
        next.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                demand.release((int) Math.min(n, Integer.MAX_VALUE - 1 - demand.availablePermits()));
            }

            @Override
            public void cancel() {
                left = true;
                onCancel.run();
            }
        });
        subscriber.complete(next);
    }

    @Override
    public int permit(int wanted) throws InterruptedException {
        demand.acquire();
        return wanted;
    }

    /** Lets a reader that waits for demand find out that there is nothing to read any more. */
    void release() {
        released = true;
        demand.release();
    }

    @Override
    public void data(byte[] source, int length) {
        if (!released) {
            subscriber.join().onNext(ByteBuffer.wrap(Arrays.copyOf(source, length)));
        }
    }

    void complete() {
        end(Flow.Subscriber::onComplete);
    }

    void fail(Throwable failure) {
        end(reader -> reader.onError(failure));
    }

    /** Whoever has left hears of no end, though another thread may just be at it. */
    private void end(Consumer<Flow.Subscriber<? super ByteBuffer>> told) {
        Flow.Subscriber<? super ByteBuffer> reader = subscriber.join();
        if (!left) {
            told.accept(reader);
        }
    }
}
