package dev.sluice.core.memory;

import dev.sluice.core.http.Body;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a whole body into memory. */
final class Collected implements Flow.Subscriber<ByteBuffer> {
    private final List<ByteBuffer> slices = new ArrayList<>();
    private final CompletableFuture<Body.Bytes> result = new CompletableFuture<>();
    private long size;

    private Collected() {}

    static CompletionStage<Body.Bytes> of(Body body) {
        if (body instanceof Body.Stream stream) {
            Collected collected = new Collected();
            stream.publisher().subscribe(collected);
            return collected.result;
        }
        return CompletableFuture.completedFuture(
                body instanceof Body.Bytes bytes ? bytes : new Body.Bytes(List.of(), 0));
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    /** The buffer may be used again by whoever sent it. */
    @Override
    public void onNext(ByteBuffer slice) {
        ByteBuffer copy = ByteBuffer.allocate(slice.remaining());
        copy.put(slice.duplicate()).flip();
        slices.add(copy);
        size += copy.remaining();
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(new Body.Bytes(slices, size));
    }
}
