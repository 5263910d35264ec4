package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body into memory, up to a size; a larger one fails with {@link ErrorKind#PAYLOAD_TOO_LARGE}. */
public final class BodyBytes implements Flow.Subscriber<ByteBuffer> {
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private BodyBytes(int most) {
        this.most = most;
    }

    /** The bytes of a body. */
    public static CompletionStage<byte[]> of(Body body, int most) {
        BodyBytes collector = new BodyBytes(most);
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(collector);
        } else {
            if (body instanceof Body.Bytes inMemory) {
                inMemory.slices().forEach(collector::onNext);
            }
            collector.onComplete();
        }
        return collector.result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer slice) {
        if (result.isDone()) {
            return;
        }
        byte[] piece = new byte[slice.remaining()];
        slice.duplicate().get(piece);
        bytes.writeBytes(piece);
        if (bytes.size() > most) {
            if (subscription != null) {
                subscription.cancel();
            }
            result.completeExceptionally(
                    GatewayException.notSent(ErrorKind.PAYLOAD_TOO_LARGE, "A body is larger than " + most + " bytes."));
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(bytes.toByteArray());
    }
}
