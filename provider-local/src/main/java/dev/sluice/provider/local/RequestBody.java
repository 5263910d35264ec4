package dev.sluice.provider.local;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** The bytes of a request that is small enough to be kept. */
final class RequestBody {
    private RequestBody() {}

    static byte[] read(Body body) {
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(new Refusal());
            throw GatewayException.notSent(
                    ErrorKind.PAYLOAD_TOO_LARGE, "The request is too large for the local provider.");
        }
        if (!(body instanceof Body.Bytes bytes)) {
            return new byte[0];
        }
        ByteBuffer whole = ByteBuffer.allocate(Math.toIntExact(bytes.size()));
        bytes.slices().forEach(slice -> whole.put(slice.duplicate()));
        return whole.array();
    }

    /** Takes nothing, so that whoever sends the body learns that it can stop. */
    private static final class Refusal implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(ByteBuffer chunk) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
