package dev.sluice.core.support;

import dev.sluice.core.http.Body;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bodies that are streamed on the test's own thread, and their reading. */
public final class Streams {
    private Streams() {}

    /** A stream of these chunks, given out one for each that is asked for. */
    public static Body.Stream of(String... chunks) {
        return failing(null, chunks);
    }

    /** A stream that breaks off after these chunks. */
    public static Body.Stream failing(@Nullable Throwable failure, String... chunks) {
        return new Body.Stream(
                subscriber -> subscriber.onSubscribe(new Source(subscriber, failure, chunks)), OptionalLong.empty());
    }

    /** The text of a body, read to its end. */
    public static CompletableFuture<String> text(Body body) {
        CompletableFuture<String> result = new CompletableFuture<>();
        if (body instanceof Body.Bytes bytes) {
            result.complete(join(bytes.slices()));
        } else if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(new Collector(result));
        } else {
            result.complete("");
        }
        return result;
    }

    /** Reads a streamed body to its end, slice by slice. */
    public static void each(Body body, Consumer<ByteBuffer> reader) {
        ((Body.Stream) body).publisher().subscribe(new Collector(new CompletableFuture<>()) {
            @Override
            public void onNext(ByteBuffer slice) {
                reader.accept(slice);
            }
        });
    }

    private static String join(List<ByteBuffer> slices) {
        StringBuilder text = new StringBuilder();
        slices.forEach(slice -> text.append(StandardCharsets.ISO_8859_1.decode(slice.duplicate())));
        return text.toString();
    }

    private static final class Source implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final Deque<String> chunks;
        private final @Nullable Throwable failure;
        private boolean over;

        Source(Flow.Subscriber<? super ByteBuffer> subscriber, @Nullable Throwable failure, String... chunks) {
            this.subscriber = subscriber;
            this.chunks = new ArrayDeque<>(Arrays.asList(chunks));
            this.failure = failure;
        }

        @Override
        public void request(long n) {
            for (long i = 0; i < n && !over && !chunks.isEmpty(); i++) {
                subscriber.onNext(ByteBuffer.wrap(chunks.remove().getBytes(StandardCharsets.ISO_8859_1)));
            }
            if (!over && chunks.isEmpty()) {
                over = true;
                if (failure == null) {
                    subscriber.onComplete();
                } else {
                    subscriber.onError(failure);
                }
            }
        }

        @Override
        public void cancel() {
            over = true;
        }
    }

    private static class Collector implements Flow.Subscriber<ByteBuffer> {
        private final CompletableFuture<String> result;
        private final List<ByteBuffer> slices = new ArrayList<>();

        Collector(CompletableFuture<String> result) {
            this.result = result;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer slice) {
            slices.add(slice);
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(join(slices));
        }
    }
}
