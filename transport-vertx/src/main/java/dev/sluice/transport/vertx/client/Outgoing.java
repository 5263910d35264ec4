package dev.sluice.transport.vertx.client;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.impl.HttpClientStream;
import io.vertx.core.http.impl.HttpRequestHead;
import io.vertx.core.http.impl.HttpUtils;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** A request that is being written: its head goes together with its first bytes, or with its end. Lives on its event loop. */
final class Outgoing implements WriteStream<Buffer> {
    private final HttpClientStream stream;
    private final boolean chunked;
    private @Nullable HttpRequestHead head;

    /**
     * Nothing is written yet.
     *
     * @param chunked whether the body has a length that nobody knows
     */
    Outgoing(HttpClientStream stream, HttpRequestHead head, boolean chunked) {
        this.stream = stream;
        this.head = head;
        this.chunked = chunked;
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        return write(bytes, false);
    }

    @Override
    public Future<Void> end() {
        return write(null, true);
    }

    @Override
    public Future<Void> end(Buffer bytes) {
        return write(bytes, true);
    }

    private Future<Void> write(@Nullable Buffer bytes, boolean last) {
        HttpRequestHead unsent = head;
        if (unsent == null) {
            return stream.writeChunk(bytes, last);
        }
        head = null;
        return stream.writeHead(unsent, chunked, bytes, last, HttpUtils.DEFAULT_STREAM_PRIORITY, false);
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int bytes) {
        stream.setWriteQueueMaxSize(bytes);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return !stream.isWritable();
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        stream.drainHandler(handler);
        return this;
    }

    /** The call listens to its stream itself. */
    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }
}
