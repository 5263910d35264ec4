package dev.sluice.transport.vertx.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Shows the fields of an answer as they were decoded, for as long as Vert.x is handing its head on: what Vert.x hands on makes a
 * new String of each name. Stands right before Vert.x. Lives on the connection's event loop.
 */
final class DecodedHead extends ChannelInboundHandlerAdapter {
    private @Nullable HttpHeaders fields;

    /** Those of the head that is being handed on, if one is. */
    @Nullable
    HttpHeaders fields() {
        return fields;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        fields = message instanceof HttpResponse head ? head.headers() : null;
        try {
            context.fireChannelRead(message);
        } finally {
            fields = null;
        }
    }
}
