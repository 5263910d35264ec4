package dev.sluice.transport.vertx.websocket;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * Ends a connection at once. What Vert.x calls closing first waits until everything that was written is sent, which a
 * peer that takes nothing can put off for ever.
 */
public final class Cut {
    private Cut() {}

    /** Ends a connection that was accepted. */
    public static Runnable of(NetSocket accepted) {
        return accepted instanceof NetSocketInternal internal
                ? () -> close(internal.channelHandlerContext().channel())
                : accepted::close;
    }

    /** Ends a connection that was made. */
    public static Runnable of(HttpConnection made) {
        return made instanceof HttpClientConnection internal
                ? () -> close(internal.channelHandlerContext().channel())
                : made::close;
    }

    private static void close(Channel channel) {
        channel.unsafe().close(channel.unsafe().voidPromise());
    }
}
