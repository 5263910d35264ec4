package dev.sluice.transport.vertx.client;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/**
 * Tells an upstream that closes its connection in good order – FIN, or the closure alert of TLS – from every other end
 * of it. Vert.x and Netty tell of all of them alike, and take each for the end of an answer that announces no length; it
 * is one only in good order (RFC 9112, sections 6.3 and 9.8). Stands before the decoder, which asks for no more than it
 * is told here. Lives on the connection's event loop.
 */
final class InputEnd extends ChannelDuplexHandler {
    private final boolean tls;
    private boolean spoiled;
    private boolean reached;
    private boolean inOrder;
    private boolean lost;

    InputEnd(boolean tls) {
        this.tls = tls;
    }

    /** Whether the upstream has ended its side, so that the connection serves no other call. */
    boolean isReached() {
        return reached;
    }

    /** Whether an answer that ends now is ended by its upstream, and not by the loss of the connection. */
    boolean isTrueEnd() {
        return reached ? inOrder : !lost;
    }

    /** Netty tells of a FIN as such only where the other direction may outlive it; here, it does not for long. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            end(context, !tls);
        } else if (event instanceof SslCloseCompletionEvent alert && alert.isSuccess()) {
            end(context, true);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /** The decoder ends its answer at this event, if closing can end it. */
    private void end(ChannelHandlerContext context, boolean properly) throws Exception {
        if (reached) {
            return;
        }
        reached = true;
        inOrder = properly && !spoiled;
        context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        super.close(context, context.newPromise());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost = true;
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        spoiled = true;
        context.fireExceptionCaught(cause);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
        spoiled = true;
        super.close(context, promise);
    }
}
