package dev.sluice.transport.vertx.websocket;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.realtime.Frame;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What comes from the peer, as far as it is asked for. Frames that came with others in one piece wait here; the socket is
 * not read meanwhile. Lives on the socket's event loop.
 */
final class FrameReading implements Flow.Subscription {
    private final NetSocket socket;
    private final FrameDecoder decoder;
    private final FrameSocket owner;
    private final Deque<Frame> arrived = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super Frame> subscriber;
    private @Nullable GatewayException failure;
    private long wanted;
    private boolean emitting;
    private boolean resumed;
    private boolean violated;
    private boolean closeHasArrived;
    private boolean connectionIsGone;
    private boolean nothingIsHeldBack;
    private boolean over;

    FrameReading(NetSocket socket, FrameDecoder decoder, FrameSocket owner) {
        this.socket = socket;
        this.decoder = decoder;
        this.owner = owner;
    }

    void subscribe(Flow.Subscriber<? super Frame> newSubscriber) {
        if (subscriber != null) {
            throw new IllegalStateException("A channel is read once");
        }
        subscriber = newSubscriber;
        newSubscriber.onSubscribe(this);
        emit();
    }

    @Override
    public void request(long n) {
        wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
        emit();
    }

    /** Frames that nobody wants hold up nobody: they are read and dropped. */
    @Override
    public void cancel() {
        arrived.clear();
        over = true;
        flow();
    }

    /** Bytes of the peer; when nothing else counts any more, its close frame still does. */
    void read(ByteBuffer bytes) {
        if (violated || closeHasArrived) {
            return;
        }
        try {
            decoder.feed(bytes, this::arrive);
        } catch (ProtocolViolation violation) {
            if (!closeHasArrived) {
                violated = true;
                owner.violated(violation);
            }
        }
        if (closeHasArrived) {
            owner.closeHasArrived();
        }
        emit();
    }

    private void arrive(Frame frame) {
        if (!closeHasArrived) {
            closeHasArrived = frame.isClose();
            if (!over && failure == null) {
                arrived.add(frame);
            }
        }
    }

    boolean closeHasArrived() {
        return closeHasArrived;
    }

    /** Ends the reading with this failure as soon as the subscriber has taken what is here. */
    void failWhenTaken(GatewayException reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    /** Ends the reading at once. */
    void fail(GatewayException reason) {
        arrived.clear();
        failWhenTaken(reason);
        emit();
    }

    void connectionIsGone() {
        connectionIsGone = true;
        lookForMore();
        flow();
    }

    /** What a closed socket holds back comes before the next turn is over, provided that it is read. */
    private void lookForMore() {
        if (connectionIsGone && resumed) {
            owner.inNextTurn(() -> {
                if (resumed) {
                    nothingIsHeldBack = true;
                    emit();
                }
            });
        }
    }

    private void emit() {
        if (emitting || subscriber == null) {
            return;
        }
        emitting = true;
        while (wanted > 0 && !arrived.isEmpty()) {
            wanted--;
            hand(subscriber, arrived.remove());
        }
        emitting = false;
        if (arrived.isEmpty() && !over) {
            endIfDue(subscriber);
        }
        flow();
    }

    private void hand(Flow.Subscriber<? super Frame> to, Frame frame) {
        over = frame.isClose();
        to.onNext(frame);
        if (over) {
            to.onComplete();
            owner.closing();
        }
    }

    private void endIfDue(Flow.Subscriber<? super Frame> to) {
        if (failure != null) {
            over = true;
            to.onError(failure);
        } else if (nothingIsHeldBack) {
            over = true;
            GatewayException end = owner.endWithoutClose();
            if (end == null) {
                to.onComplete();
            } else {
                to.onError(end);
            }
        }
    }

    private void flow() {
        boolean wantsToRead = over || (wanted > 0 && arrived.isEmpty());
        if (wantsToRead == resumed) {
            return;
        }
        resumed = wantsToRead;
        if (resumed) {
            socket.resume();
            lookForMore();
        } else {
            socket.pause();
        }
    }
}
