package dev.sluice.provider.local.assistants.upload;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The content of a file on its way from a form to where it is kept, under back-pressure. Thread-safe. */
final class FilePipe implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private final Runnable wanted;
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private @Nullable Throwable failure;
    private long demand;
    private boolean ended;
    private boolean told;
    private boolean emitting;

    /** A pipe that says when it is empty and more is wanted, or when nobody wants more. */
    FilePipe(Runnable wanted) {
        this.wanted = wanted;
    }

    void put(ByteBuffer piece) {
        synchronized (this) {
            pieces.add(piece);
        }
        emit();
    }

    void end() {
        synchronized (this) {
            ended = true;
        }
        emit();
    }

    void fail(Throwable reason) {
        synchronized (this) {
            if (!ended) {
                failure = reason;
                ended = true;
                pieces.clear();
            }
        }
        emit();
    }

    /** Whether more can be put in without being kept for long. */
    synchronized boolean hasRoom() {
        return pieces.isEmpty() && (demand > 0 || told);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> only) {
        synchronized (this) {
            subscriber = only;
        }
        only.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        }
        emit();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            told = true;
            pieces.clear();
        }
        wanted.run();
    }

    /** One thread at a time hands on, so that signals come one after another. */
    private void emit() {
        while (true) {
            Flow.Subscriber<? super ByteBuffer> to;
            ByteBuffer piece;
            Throwable reason;
            synchronized (this) {
                to = subscriber;
                if (emitting || to == null || told) {
                    return;
                }
                piece = demand > 0 ? pieces.poll() : null;
                if (piece == null && !(ended && pieces.isEmpty())) {
                    break;
                }
                emitting = true;
                demand -= piece == null ? 0 : 1;
                told = piece == null;
                reason = failure;
            }
            if (piece != null) {
                to.onNext(piece);
            } else if (reason != null) {
                to.onError(reason);
            } else {
                to.onComplete();
            }
            synchronized (this) {
                emitting = false;
            }
        }
        if (hasRoom()) {
            wanted.run();
        }
    }
}
