package dev.sluice.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps every byte. */
final class CollectingSubscriber extends OneByOneSubscriber {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> bytes = new CompletableFuture<>();

    CompletionStage<byte[]> bytes() {
        return bytes;
    }

    @Override
    void take(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        kept.writeBytes(copy);
    }

    @Override
    public void onError(Throwable failure) {
        bytes.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        bytes.complete(kept.toByteArray());
    }
}
