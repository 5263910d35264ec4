package dev.sluice.testkit;

import dev.sluice.core.http.Body;
import dev.sluice.testkit.fault.Filler;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Bodies to send, and ways to read them. */
public final class Bodies {
    private Bodies() {}

    /**
     * The bytes of a body. A streamed one is subscribed to at once, on this thread, and asked for one buffer at a time;
     * the stage fails with whatever the body fails with.
     */
    public static CompletionStage<byte[]> collect(Body body) {
        if (body instanceof Body.Stream stream) {
            CollectingSubscriber subscriber = new CollectingSubscriber();
            stream.publisher().subscribe(subscriber);
            return subscriber.bytes();
        }
        return CompletableFuture.completedFuture(bytes(body));
    }

    /** The size and digest of a body of any size, read as {@link #collect} does, but not kept. */
    public static CompletionStage<BodyDigest> digest(Body body) {
        DigestingSubscriber subscriber = new DigestingSubscriber();
        Body.Stream stream = body instanceof Body.Stream streamed ? streamed : stream(bytes(body));
        stream.publisher().subscribe(subscriber);
        return subscriber.digest();
    }

    /** The bytes of a body that is in memory. */
    public static byte[] bytes(Body body) {
        if (body instanceof Body.Bytes bytes) {
            ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(bytes.size()));
            bytes.slices().forEach(slice -> all.put(slice.duplicate()));
            return all.array();
        }
        if (body instanceof Body.Empty) {
            return new byte[0];
        }
        throw new IllegalArgumentException("A streamed body is not in memory");
    }

    /** A streamed body of unknown length that emits these buffers as they are asked for. */
    public static Body.Stream stream(byte[]... buffers) {
        return new Body.Stream(publisher(buffers), OptionalLong.empty());
    }

    /** A streamed body that announces its length and emits these buffers as they are asked for. */
    public static Body.Stream streamOfKnownLength(byte[]... buffers) {
        long length = 0;
        for (byte[] buffer : buffers) {
            length += buffer.length;
        }
        return new Body.Stream(publisher(buffers), OptionalLong.of(length));
    }

    /** A streamed body of so many bytes of {@link Filler}, made as they are asked for; announces its length. */
    public static Body.Stream filler(long bytes) {
        return new Body.Stream(new PullPublisher(new FillerBlocks(bytes)), OptionalLong.of(bytes));
    }

    private static PullPublisher publisher(byte[]... buffers) {
        return new PullPublisher(List.of(buffers).stream().map(ByteBuffer::wrap).iterator());
    }

    private static final class FillerBlocks implements Iterator<ByteBuffer> {
        private long left;

        FillerBlocks(long bytes) {
            this.left = bytes;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public ByteBuffer next() {
            if (left <= 0) {
                throw new NoSuchElementException();
            }
            ByteBuffer block = Filler.block();
            block.limit((int) Math.min(left, block.limit()));
            left -= block.remaining();
            return block;
        }
    }
}
