package dev.sluice.provider.azure;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a small answer into memory, chunk by chunk; whatever is beyond the limit is not read. */
final class WholeBody implements Flow.Subscriber<ByteBuffer> {
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private Flow.@Nullable Subscription subscription;

    private WholeBody(int most) {
        this.most = most;
    }

    /** The bytes; fails with what the body fails with, or if there are more than the most. */
    static CompletionStage<byte[]> read(Body body, int most) {
        WholeBody reader = new WholeBody(most);
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(reader);
        } else {
            if (body instanceof Body.Bytes inMemory) {
                inMemory.slices().forEach(reader::keep);
            }
            reader.onComplete();
        }
        return reader.whole;
    }

    private void keep(ByteBuffer slice) {
        byte[] chunk = new byte[slice.remaining()];
        slice.duplicate().get(chunk);
        bytes.writeBytes(chunk);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer slice) {
        keep(slice);
        if (subscription == null) {
            return;
        }
        if (bytes.size() > most) {
            subscription.cancel();
            onError(new GatewayException(ErrorKind.UPSTREAM_INVALID, Reach.STARTED, "The answer is too large."));
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(bytes.toByteArray());
    }
}
