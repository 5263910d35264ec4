package dev.sluice.core.attempt;

import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.PrefixedPublisher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of a body before anybody decides what becomes of it; what was read is not lost to whoever reads it
 * then. Lives on its call's event loop.
 */
public final class Lookahead implements Flow.Subscriber<ByteBuffer>, Flow.Publisher<ByteBuffer> {
    private final Predicate<ByteBuffer> enough;
    private final int most;
    private final OptionalLong length;
    private final EventLoop loop;
    private final CompletableFuture<Body> result = new CompletableFuture<>();
    private final List<ByteBuffer> slices = new ArrayList<>();
    private long size;
    private Flow.@Nullable Subscription subscription;
    private Flow.@Nullable Subscriber<? super ByteBuffer> rest;
    private @Nullable Throwable failure;
    private boolean ended;

    private Lookahead(Predicate<ByteBuffer> enough, int most, OptionalLong length, EventLoop loop) {
        this.enough = enough;
        this.most = most;
        this.length = length;
        this.loop = loop;
    }

    /**
     * Reads until a slice is enough, or so many bytes have come, or the body has ended. Completes with the whole body
     * then: in memory where it has ended, else with its beginning in memory. Fails as the body does; all that on the
     * loop, wherever the body's signals come from.
     */
    public static CompletionStage<Body> into(
            Body.Stream body, Predicate<ByteBuffer> enough, int most, EventLoop loop) {
        Lookahead lookahead = new Lookahead(enough, most, body.length(), loop);
        body.publisher().subscribe(lookahead);
        return lookahead.result;
    }

    /** What of a body is in memory. */
    public static List<ByteBuffer> inMemory(Body body) {
        if (body instanceof Body.Bytes bytes) {
            return bytes.slices();
        }
        return body instanceof Body.Stream stream && stream.publisher() instanceof PrefixedPublisher prefixed
                ? prefixed.prefix().slices()
                : List.of();
    }

    /** One slice at a time: nothing is under way when the rest finds its reader. */
    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
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
        if (rest != null) {
            rest.onNext(slice);
            return;
        }
        slices.add(slice);
        size += slice.remaining();
        if (enough.test(slice) || size >= most) {
            result.complete(new Body.Stream(new PrefixedPublisher(new Body.Bytes(slices, size), this), length));
        } else if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable reason) {
        loop.run(() -> {
            failure = reason;
            if (rest != null) {
                rest.onError(reason);
            } else {
                result.completeExceptionally(reason);
            }
        });
    }

    @Override
    public void onComplete() {
        loop.run(() -> {
            ended = true;
            if (rest != null) {
                rest.onComplete();
            } else {
                result.complete(new Body.Bytes(slices, size));
            }
        });
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (rest != null || subscription == null) {
            throw new IllegalStateException("A body is read once");
        }
        rest = subscriber;
        subscriber.onSubscribe(subscription);
        if (failure != null) {
            subscriber.onError(failure);
        } else if (ended) {
            subscriber.onComplete();
        }
    }
}
