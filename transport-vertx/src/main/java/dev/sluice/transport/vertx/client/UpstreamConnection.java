package dev.sluice.transport.vertx.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/** A connection of Vert.x's to an upstream, and what Vert.x does not tell of it. Lives on its event loop. */
final class UpstreamConnection {
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    private final HttpConnection connection;
    private final Channel channel;
    private final InputEnd inputEnd;

    private UpstreamConnection(HttpConnection connection) {
        this.connection = connection;
        this.channel = channel(connection);
        this.inputEnd = channel.pipeline().get(InputEnd.class);
    }

    /** To be done with every new one. */
    static void opened(HttpConnection connection) {
        ChannelPipeline pipeline = channel(connection).pipeline();
        boolean tls = pipeline.get(SslHandler.class) != null;
        String decoder = pipeline.context(HttpClientCodec.class).name();
        pipeline.addBefore(decoder, null, new InputEnd(tls));
        pipeline.addAfter(decoder, null, new PiecesOfReading());
    }

    static UpstreamConnection of(HttpClientRequest request) {
        return new UpstreamConnection(request.connection());
    }

    private static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
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

    /** Whether the upstream has ended its side. */
    boolean isEnded() {
        return inputEnd.isReached();
    }

    /** The call that runs may end; no other is sent. */
    void distrust() {
        connection.shutdown(LONGEST_CALL);
    }

    /** Closes it, and has Vert.x give it to no other call. */
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
