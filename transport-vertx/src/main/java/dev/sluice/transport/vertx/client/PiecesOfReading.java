package dev.sluice.transport.vertx.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Makes one piece of the small pieces of a body that came in one reading of the connection: events that an upstream sent at
 * once are handed on, scanned and written once, not one by one. No byte waits for another reading. Stands behind the
 * decoder. Lives on the connection's event loop.
 */
final class PiecesOfReading extends ChannelInboundHandlerAdapter {
    private static final int LARGEST = 32 << 10;

    private final Queue<ByteBuf> pieces = new ArrayDeque<>();
    private int size;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpContent content
                && !(message instanceof LastHttpContent)
                && !(message instanceof HttpMessage)) {
            add(context, content.content());
        } else {
            handOn(context);
            context.fireChannelRead(message);
        }
    }

    private void add(ChannelHandlerContext context, ByteBuf piece) {
        if (size + piece.readableBytes() > LARGEST) {
            handOn(context);
        }
        size += piece.readableBytes();
        pieces.add(piece);
    }

    private void handOn(ChannelHandlerContext context) {
        if (!pieces.isEmpty()) {
            context.fireChannelRead(new DefaultHttpContent(pieces.size() == 1 ? pieces.remove() : joined()));
            size = 0;
        }
    }

    private ByteBuf joined() {
        ByteBuf all = Unpooled.buffer(size, size);
        for (ByteBuf piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            all.writeBytes(piece);
            piece.release();
        }
        return all;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        handOn(context);
        context.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        handOn(context);
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        handOn(context);
        context.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        handOn(context);
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        handOn(context);
    }
}
