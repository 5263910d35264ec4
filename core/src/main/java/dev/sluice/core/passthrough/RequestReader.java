package dev.sluice.core.passthrough;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.PrefixedPublisher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body into memory up to a limit, so that it can be scanned and sent again; beyond the limit, hands on
 * what was read and lets the rest stream. Lives on its call's event loop.
 */
final class RequestReader implements Flow.Subscriber<ByteBuffer>, Flow.Publisher<ByteBuffer> {
    /** What a slice takes beside its bytes: a body of single bytes must not cost a hundred times what is counted. */
    private static final int SLICE_OVERHEAD = 128;

    private final Body source;
    private final RequestScan scan;
    private final BodyLimits limits;
    private final CompletableFuture<RequestBody> result = new CompletableFuture<>();
    private List<ByteBuffer> slices = new ArrayList<>();
    private long size;
    private long reserved;
    private boolean tooLarge;
    private boolean ended;
    private @Nullable Throwable failure;
    private Flow.@Nullable Subscription subscription;
    private Flow.@Nullable Subscriber<? super ByteBuffer> rest;

    RequestReader(Body source, RequestScan scan, BodyLimits limits) {
        this.source = source;
        this.scan = scan;
        this.limits = limits;
    }

    /** Completes when the body is read, or when more of it than the limit has come. */
    CompletionStage<RequestBody> read() {
        if (limits.most() > 0 && source.length().orElse(0) > limits.most()) {
            result.completeExceptionally(beyondTheMost());
        } else if (source instanceof Body.Stream stream) {
            stream.publisher().subscribe(this);
        } else {
            if (source instanceof Body.Bytes bytes) {
                size = bytes.size();
                bytes.slices().forEach(slice -> scan.feed(slice.duplicate()));
            }
            finish(() -> source);
        }
        return result;
    }

    /** How many bytes were read so far. */
    long bytesRead() {
        return size;
    }

    /** Asks for one slice at a time: nothing is under way when the rest finds its own subscriber. */
    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer slice) {
        size += slice.remaining();
        try {
            scan.feed(slice);
        } catch (RuntimeException bug) {
            // The client must not wait for ever.
            stop(bug);
            return;
        }
        if (limits.most() > 0 && size > limits.most()) {
            stop(beyondTheMost());
        } else if (rest == null) {
            keep(slice);
        } else if (scan.refusal().isPresent()) {
            stop(scan.refusal().get());
        } else {
            rest.onNext(slice);
        }
    }

    private void keep(ByteBuffer slice) {
        slices.add(slice);
        long cost = (long) slice.remaining() + SLICE_OVERHEAD;
        long expected = Math.max(reserved + cost, source.length().orElse(0));
        tooLarge = expected > limits.replayable();
        if (tooLarge || !limits.budget().tryReserve(cost)) {
            finish(() -> new Body.Stream(new PrefixedPublisher(new Body.Bytes(slices, size), this), source.length()));
            return;
        }
        reserved += cost;
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private void stop(RuntimeException reason) {
        if (subscription != null) {
            subscription.cancel();
        }
        onError(reason);
    }

    @Override
    public void onError(Throwable reason) {
        failure = reason;
        if (rest != null) {
            rest.onError(reason);
        } else if (!result.isDone()) {
            limits.budget().release(reserved);
            result.completeExceptionally(reason);
        }
    }

    @Override
    public void onComplete() {
        ended = true;
        if (rest != null) {
            rest.onComplete();
        } else if (!result.isDone()) {
            finish(() -> new Body.Bytes(slices, size));
        }
    }

    private void finish(Supplier<Body> body) {
        RequestBody read;
        try {
            read = scan.result(body.get(), reserved, tooLarge);
        } catch (GatewayException refused) {
            stop(refused);
            return;
        }
        slices = List.of();
        result.complete(read);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (rest != null || subscription == null) {
            throw new IllegalStateException("A request body is read once");
        }
        rest = subscriber;
        subscriber.onSubscribe(subscription);
        if (failure != null) {
            subscriber.onError(failure);
        } else if (ended) {
            subscriber.onComplete();
        }
    }

    private GatewayException beyondTheMost() {
        return GatewayException.notSent(
                ErrorKind.PAYLOAD_TOO_LARGE,
                "The request body is larger than the " + limits.most()
                        + " bytes that this gateway takes (general_settings.max_request_size_mb).");
    }
}
