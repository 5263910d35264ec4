package dev.sluice.transport.vertx.stream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Sends what was written when the event loop has handled all that came in with it, and not while the rest waits. Whoever gets
 * the first of it wakes up, and is awake for the others: to wake somebody is the dearest part of sending to him. Nothing waits
 * for another reading, or for a clock: docs/decisions/0112-sent-together.md. Lives on the connection's event loop.
 */
public final class GatheredFlush extends ChannelDuplexHandler {
    private final ChannelHandlerContext context;
    private boolean waiting;
    private boolean sent;

    private GatheredFlush(Channel channel) {
        channel.pipeline().addFirst(this);
        this.context = channel.pipeline().context(this);
    }

    /** From now on, for that connection. */
    public static GatheredFlush on(Channel channel) {
        return new GatheredFlush(channel);
    }

    /** What is written next is something new. */
    public void begin() {
        sent = false;
    }

    /** Whether the system has taken anything since it began. */
    public boolean hasSent() {
        return sent;
    }

    @Override
    public void flush(ChannelHandlerContext same) {
        if (!waiting) {
            waiting = true;
            Round.OF_LOOP.get().add(this);
        }
    }

    /** What fills the connection's buffer is sent, so that its writer can go on. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext same) {
        if (!context.channel().isWritable()) {
            send();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void close(ChannelHandlerContext same, ChannelPromise promise) throws Exception {
        send();
        super.close(same, promise);
    }

    private void send() {
        if (waiting) {
            waiting = false;
            context.flush();
            sent = true;
        }
    }

    /** The connections of one event loop on which something is to be sent. */
    private static final class Round implements Runnable {
        static final FastThreadLocal<Round> OF_LOOP = new FastThreadLocal<>() {
            @Override
            protected Round initialValue() {
                return new Round();
            }
        };

        /** So many gain nearly all that there is to gain, and the first does not wait for long. */
        private static final int MOST = 16;

        private final Queue<GatheredFlush> unsent = new ArrayDeque<>(MOST);
        private boolean scheduled;

        void add(GatheredFlush flush) {
            unsent.add(flush);
            if (!scheduled) {
                scheduled = true;
                // Behind the events that the loop has in hand.
                flush.context.channel().eventLoop().execute(this);
            } else if (unsent.size() >= MOST) {
                sendAll();
            }
        }

        @Override
        public void run() {
            scheduled = false;
            sendAll();
        }

        /** Whoever writes more meanwhile is sent next time. */
        private void sendAll() {
            for (int left = unsent.size(); left > 0 && !unsent.isEmpty(); left--) {
                unsent.remove().send();
            }
        }
    }
}
