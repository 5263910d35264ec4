package dev.sluice.transport.vertx.websocket;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.realtime.CloseCode;
import dev.sluice.core.realtime.Frame;
import dev.sluice.core.realtime.FrameChannel;
import dev.sluice.transport.vertx.stream.Buffers;
import dev.sluice.transport.vertx.stream.Watchdog;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The {@link FrameChannel} on a socket that has shaken hands. Lives on the event loop on which it was made.
 *
 * <p>Reading and writing are two halves that know little of each other: {@link FrameReading} and {@link FrameWriting}.
 * What they share is the closing, which is here.
 */
public final class FrameSocket implements FrameChannel {
    /** How long a peer may take to answer a close frame, and we to hand one on. */
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(5);

    /** How long a peer that broke the protocol may read what it is told, before its connection is closed. */
    private static final Duration LONGEST_LINGERING = Duration.ofSeconds(1);

    private static final String SHUTTING_DOWN = "The gateway is shutting down.";

    private final Context loop;
    private final NetSocket socket;
    private final Peer peer;
    private final Runnable cut;
    private final FrameReading reading;
    private final FrameWriting writing;
    private final Watchdog closing;
    private Duration longestClosing = LONGEST_CLOSING;
    private boolean gone;

    /**
     * A channel on the socket, which is read from now on only as asked for.
     *
     * @param cut ends the connection without waiting for what is still to be sent
     * @param largestMessage the most bytes that a message of the peer may have
     */
    public FrameSocket(Vertx vertx, NetSocket socket, Peer peer, Runnable cut, long largestMessage) {
        this.loop = vertx.getOrCreateContext();
        this.socket = socket;
        this.peer = peer;
        this.cut = cut;
        this.reading = new FrameReading(socket, new FrameDecoder(peer.masks(), largestMessage), this);
        this.writing = new FrameWriting(vertx, socket, !peer.masks(), this);
        this.closing = new Watchdog(vertx, cut);
        socket.pause();
        socket.handler(this::read);
        socket.endHandler(end -> gone());
        socket.closeHandler(closed -> gone());
        socket.exceptionHandler(ignored -> {});
        socket.drainHandler(drained -> writing.drained());
    }

    private void read(Buffer bytes) {
        reading.read(Buffers.toNio(bytes));
    }

    /** A socket that was closed may still hold bytes back; they come in the turn after it is read again. */
    private void gone() {
        if (!gone) {
            gone = true;
            closing.stop();
            writing.gone();
            reading.connectionIsGone();
        }
    }

    void inNextTurn(Runnable task) {
        loop.runOnContext(next -> task.run());
    }

    /** The end as the subscriber is to learn of it, where the peer has sent no close frame; null for a good one. */
    @Nullable
    GatewayException endWithoutClose() {
        return writing.closeWasSent() ? null : peer.gone();
    }

    /** The peer broke the protocol: it is told at once, the subscriber when it has taken what came before. */
    void violated(ProtocolViolation violation) {
        reading.failWhenTaken(peer.broke(violation));
        longestClosing = LONGEST_LINGERING;
        writing.close(Frame.close(violation.closeCode(), violation.what()));
    }

    /** The peer takes no more bytes, so there is no telling it. */
    void stalled() {
        reading.fail(peer.stalled());
        cut.run();
    }

    /** The peer's close frame is here, but perhaps not taken yet. */
    void closeHasArrived() {
        if (writing.closeWasSent()) {
            closing();
        }
    }

    /**
     * A close frame was sent, or the peer's was taken: what is still due must come soon. Whoever accepted the connection
     * is the first to close it (RFC 6455, section 7.1.1).
     */
    void closing() {
        if (gone) {
            return;
        }
        closing.await(longestClosing);
        if (peer == Peer.CLIENT && writing.closeWasSent() && reading.closeHasArrived()) {
            // With a handler set, closing would do no more than call it.
            socket.shutdownHandler(null);
            socket.close();
        }
    }

    /** Ends the session from this side, because the gateway stops. */
    public void shutDown() {
        reading.fail(new GatewayException(ErrorKind.OVERLOADED, Reach.STARTED, SHUTTING_DOWN));
        writing.close(Frame.close(CloseCode.GOING_AWAY, SHUTTING_DOWN));
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Frame> subscriber) {
        reading.subscribe(subscriber);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        writing.onSubscribe(subscription);
    }

    @Override
    public void onNext(Frame frame) {
        writing.onNext(frame);
    }

    @Override
    public void onError(Throwable failure) {
        cut.run();
    }

    @Override
    public void onComplete() {
        if (!writing.closeWasSent()) {
            cut.run();
        }
    }
}
