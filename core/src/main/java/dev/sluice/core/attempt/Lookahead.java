package dev.sluice.core.attempt;

import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Body;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of a body before anybody decides what becomes of it; whoever reads it then gets all of it. Lives on
 * its call's event loop, to which it brings the body's signals from wherever they come.
 */
public final class Lookahead implements Flow.Subscriber<ByteBuffer>, Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private final Body.Stream body;
    private final int most;
    private final EventLoop loop;
    private final Deque<ByteBuffer> ahead = new ArrayDeque<>();
    private @Nullable Looking looking;
    private Flow.@Nullable Subscription source;
    private Flow.@Nullable Subscriber<? super ByteBuffer> reader;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean told;
    private boolean emitting;
    private long size;
    private long wanted;
    private long requested;

    /**
     * A look ahead that has not begun.
     *
     * @param most so many bytes are enough in any case
     */
    public Lookahead(Body.Stream body, int most, EventLoop loop) {
        this.body = body;
        this.most = most;
        this.loop = loop;
    }

    /**
     * Reads until there is enough, or the body has ended. Fails as the body does.
     *
     * @param enough takes each slice; true where that is enough
     */
    public CompletionStage<Seen> begin(Predicate<ByteBuffer> enough) {
        CompletableFuture<Seen> result = new CompletableFuture<>();
        looking = new Looking(enough, result);
        body.publisher().subscribe(this);
        return result;
    }

    /** What has come so far is enough. */
    public void stop() {
        Looking now = looking;
        if (now != null) {
            looking = null;
            List<ByteBuffer> slices = new ArrayList<>(ahead);
            Body all = ended ? new Body.Bytes(slices, size) : new Body.Stream(this, body.length());
            now.result().complete(new Seen(all, slices));
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        demand(1);
    }

    @Override
    public void onNext(ByteBuffer slice) {
        if (loop.isCurrent()) {
            next(slice);
        } else {
            loop.post(() -> next(slice));
        }
    }

    private void next(ByteBuffer slice) {
        requested--;
        ahead.add(slice);
        Looking now = looking;
        if (now == null) {
            emit();
            return;
        }
        size += slice.remaining();
        if (now.enough().test(slice) || size >= most) {
            stop();
        } else {
            demand(1);
        }
    }

    @Override
    public void onError(Throwable reason) {
        loop.run(() -> {
            failure = reason;
            Looking now = looking;
            if (now == null) {
                emit();
            } else {
                looking = null;
                now.result().completeExceptionally(reason);
            }
        });
    }

    @Override
    public void onComplete() {
        loop.run(() -> {
            ended = true;
            stop();
            emit();
        });
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (reader != null || source == null) {
            throw new IllegalStateException("A body is read once");
        }
        reader = subscriber;
        subscriber.onSubscribe(this);
        emit();
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            refuse(n);
            return;
        }
        wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
        emit();
    }

    /** Rule 3.9 of Reactive Streams. */
    private void refuse(long n) {
        if (!told && reader != null) {
            cancel();
            reader.onError(new IllegalArgumentException("At least one slice is asked for, not " + n + "."));
        }
    }

    @Override
    public void cancel() {
        told = true;
        if (source != null) {
            source.cancel();
        }
    }

    private void demand(long n) {
        if (source != null && n > 0) {
            requested += n;
            source.request(n);
        }
    }

    /** Hands on what there is and is wanted, then asks for the rest of what is wanted. */
    private void emit() {
        if (reader == null || emitting) {
            return;
        }
        emitting = true;
        while (wanted > 0 && !ahead.isEmpty() && !told) {
            wanted--;
            reader.onNext(ahead.remove());
        }
        emitting = false;
        if (told) {
            return;
        }
        if (ahead.isEmpty() && failure != null) {
            told = true;
            reader.onError(failure);
        } else if (ahead.isEmpty() && ended) {
            told = true;
            reader.onComplete();
        } else if (ahead.isEmpty()) {
            demand(wanted - requested);
        }
    }

    /** What is needed until enough has come, and not kept as long as the body takes. */
    private record Looking(Predicate<ByteBuffer> enough, CompletableFuture<Seen> result) {}

    /**
     * What was seen of a body.
     *
     * @param body all of it: in memory where it has ended
     * @param slices what has come so far
     */
    public record Seen(Body body, List<ByteBuffer> slices) {
        public Seen {
            slices = List.copyOf(slices);
        }
    }
}
