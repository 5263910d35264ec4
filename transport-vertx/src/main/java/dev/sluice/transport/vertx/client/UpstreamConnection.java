package dev.sluice.transport.vertx.client;

import dev.sluice.transport.vertx.stream.GatheredFlush;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.core.http.impl.HttpClientStream;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;

/** A connection of Vert.x's to an upstream, and what Vert.x does not tell of it. Lives on its event loop. */
final class UpstreamConnection {
    private final HttpClientConnection connection;
    private final Channel channel;
    private final InputEnd inputEnd;
    private final DecodedHead decodedHead = new DecodedHead();
    private final GatheredFlush flush;
    private final Handler<Void> free;
    private boolean distrusted;

    /**
     * One that was just made.
     *
     * @param home where it goes when a call on it is over
     */
    UpstreamConnection(io.vertx.core.http.HttpClientConnection made, OriginConnections home) {
        this.connection = ((UnpooledHttpClientConnection) made).unwrap();
        this.channel = connection.channelHandlerContext().channel();
        ChannelPipeline pipeline = channel.pipeline();
        this.inputEnd = new InputEnd(pipeline.get(SslHandler.class) != null);
        String decoder = pipeline.context(HttpClientCodec.class).name();
        this.flush = GatheredFlush.on(channel);
        pipeline.addBefore(decoder, null, inputEnd);
        pipeline.addAfter(decoder, null, decodedHead);
        pipeline.addAfter(decoder, null, new PiecesOfReading());
        this.free = over -> home.back(this);
        connection.evictionHandler(closing -> distrust());
    }

    /** Whether another call may go on it. */
    boolean isUsable() {
        return !distrusted && !inputEnd.isReached() && channel.isActive() && connection.isValid();
    }

    /** The request and the answer of a call; when both are over, the connection is free. Fails where it is closed by now. */
    Future<HttpClientStream> stream(ContextInternal loop) {
        flush.begin();
        Future<HttpClientStream> made = connection.createStream(loop);
        if (made.succeeded()) {
            made.result().closeHandler(free);
        }
        return made;
    }

    /** The fields of the head that it is handing on just now; null where those are not known. */
    @Nullable
    HttpHeaders decodedFields() {
        return decodedHead.fields();
    }

    /** Whether anything of the call that runs may have reached the upstream. */
    boolean hasSent() {
        return flush.hasSent();
    }

    /**
     * Reads on, or does not. Vert.x would pause in a way of its own, which keeps what was read in two queues that the
     * closing of the connection overtakes: docs/decisions/0008-answers-that-end-by-closing.md.
     */
    void read(boolean more) {
        channel.config().setAutoRead(more);
    }

    /** Asked at the end of an answer: whether its upstream ended it, or merely the connection was lost. */
    boolean isTrueEnd() {
        return inputEnd.isTrueEnd();
    }

    /** The call that runs may end; no other is sent. */
    void distrust() {
        distrusted = true;
    }

    /** Closes it in good order. */
    void close() {
        connection.close();
    }

    /**
     * Closes it with a reset, whatever is still to be written: Vert.x by itself waits until the upstream has taken that,
     * which it may never do.
     */
    void abort() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.newPromise());
        }
    }
}
