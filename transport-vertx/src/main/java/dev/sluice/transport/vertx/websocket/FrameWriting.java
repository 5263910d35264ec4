package dev.sluice.transport.vertx.websocket;

import dev.sluice.core.realtime.Frame;
import dev.sluice.transport.vertx.stream.Watchdog;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the peer: one frame is asked for at a time, and none while the socket's queue is full. Lives on the
 * socket's event loop.
 */
final class FrameWriting {
    /** How long a peer may take nothing of what waits for it. */
    private static final Duration LONGEST_STALL = Duration.ofSeconds(120);

    private final NetSocket socket;
    private final boolean masked;
    private final FrameSocket owner;
    private final Watchdog stall;
    private Flow.@Nullable Subscription source;
    private boolean waiting;
    private boolean closeWasSent;
    private boolean gone;

    FrameWriting(Vertx vertx, NetSocket socket, boolean masked, FrameSocket owner) {
        this.socket = socket;
        this.masked = masked;
        this.owner = owner;
        this.stall = new Watchdog(vertx, owner::stalled);
    }

    void onSubscribe(Flow.Subscription subscription) {
        if (source != null) {
            throw new IllegalStateException("A channel has one source");
        }
        source = subscription;
        subscription.request(1);
    }

    void onNext(Frame frame) {
        if (frame.isClose()) {
            close(frame);
        } else if (!gone && !closeWasSent) {
            socket.write(FrameEncoder.encode(frame, masked));
        }
        askForMore();
    }

    /** Sends the last frame, behind those that wait. */
    void close(Frame frame) {
        if (!gone && !closeWasSent) {
            socket.write(FrameEncoder.encode(frame, masked));
            closeWasSent = true;
            stall.rest();
            owner.closing();
            release();
        }
    }

    boolean closeWasSent() {
        return closeWasSent;
    }

    /** Whatever is still to come goes nowhere, and must not wait here. */
    void gone() {
        gone = true;
        stall.stop();
        release();
    }

    void drained() {
        stall.rest();
        release();
    }

    private void release() {
        if (waiting) {
            waiting = false;
            askForMore();
        }
    }

    private void askForMore() {
        if (source == null || waiting) {
            return;
        }
        if (!gone && !closeWasSent && socket.writeQueueFull()) {
            waiting = true;
            stall.await(LONGEST_STALL);
        } else {
            source.request(1);
        }
    }
}
