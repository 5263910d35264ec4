package dev.sluice.core.passthrough;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.realtime.CloseCode;
import dev.sluice.core.realtime.Frame;
import dev.sluice.core.realtime.FrameChannel;
import java.util.OptionalInt;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A client and an upstream that speak to each other through us. Leaves one record when both have done. Lives on the call's
 * event loop.
 */
public final class RealtimeSession {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NORMAL = 1000;
    private static final String CLIENT_IS_GONE = "The client is gone.";

    private final FrameChannel upstream;
    private final CallRecord record;
    private final EventLoop loop;
    private Cancellation.Registration cancellation = () -> {};
    private boolean begun;
    private boolean abandoned;
    private long fromClient;
    private int legsOver;
    private OptionalInt closeCode = OptionalInt.empty();
    private @Nullable GatewayException firstFailure;

    RealtimeSession(FrameChannel upstream, CallRecord record, EventLoop loop) {
        this.upstream = upstream;
        this.record = record;
        this.loop = loop;
    }

    /** Until the relay begins, the client's leaving ends the session. */
    void endWith(Cancellation call) {
        cancellation = call.onCancel(() -> loop.run(this::abandon));
    }

    /** Relays from now on, until both sides have closed. */
    public void relay(FrameChannel client) {
        cancellation.remove();
        if (abandoned) {
            sayGoodbye(client);
            return;
        }
        begun = true;
        record.head(SWITCHING_PROTOCOLS);
        record.reading(() -> fromClient);
        client.subscribe(new FrameLeg(upstream, loop, new ToUpstream()));
        upstream.subscribe(new FrameLeg(client, loop, new ToClient()));
    }

    private void abandon() {
        if (!begun && !abandoned) {
            abandoned = true;
            sayGoodbye(upstream);
            record.failed(new GatewayException(
                    ErrorKind.CLIENT_CLOSED, Reach.STARTED, "The client left before its WebSocket stood."));
        }
    }

    private static void sayGoodbye(FrameChannel channel) {
        channel.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        channel.onNext(Frame.close(CloseCode.GOING_AWAY, CLIENT_IS_GONE));
        channel.onComplete();
    }

    private void legOver(@Nullable GatewayException failure) {
        if (firstFailure == null && legsOver == 0) {
            firstFailure = failure;
        }
        legsOver++;
        if (legsOver == 2) {
            if (firstFailure == null) {
                record.closed();
            } else {
                record.ended(firstFailure);
            }
        }
    }

    /** The answer to a close frame whose receiver left without one. */
    private Frame echo() {
        return Frame.close(closeCode.orElse(NORMAL), "");
    }

    private final class ToUpstream implements FrameLeg.Listener {
        @Override
        public void passed(Frame frame) {
            fromClient += bytesOf(frame);
            noteClose(frame);
        }

        @Override
        public Frame farewell(@Nullable GatewayException failure) {
            return failure == null ? echo() : Frame.close(CloseCode.GOING_AWAY, CLIENT_IS_GONE);
        }

        @Override
        public void over(@Nullable GatewayException failure) {
            legOver(failure);
        }
    }

    private final class ToClient implements FrameLeg.Listener {
        @Override
        public void passed(Frame frame) {
            record.sent(bytesOf(frame));
            noteClose(frame);
        }

        @Override
        public Frame farewell(@Nullable GatewayException failure) {
            return failure == null ? echo() : Frame.close(CloseCode.BAD_GATEWAY, failure.getMessage());
        }

        @Override
        public void over(@Nullable GatewayException failure) {
            legOver(failure);
        }
    }

    private static int bytesOf(Frame frame) {
        return frame.kind().isControl() ? 0 : frame.size();
    }

    private void noteClose(Frame frame) {
        if (closeCode.isEmpty()) {
            closeCode = frame.closeCode();
        }
    }
}
