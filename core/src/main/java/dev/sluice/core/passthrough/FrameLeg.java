package dev.sluice.core.passthrough;

import dev.sluice.core.call.EventLoop;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.realtime.Frame;
import dev.sluice.core.realtime.FrameChannel;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a session: hands each frame on as it is, and sees to it that the receiver gets a close frame whatever
 * becomes of the sender. Lives on the session's event loop.
 */
final class FrameLeg implements Flow.Subscriber<Frame>, Flow.Subscription {
    private final FrameChannel receiver;
    private final EventLoop loop;
    private final Listener listener;
    private Flow.@Nullable Subscription sender;
    private boolean over;

    FrameLeg(FrameChannel receiver, EventLoop loop, Listener listener) {
        this.receiver = receiver;
        this.loop = loop;
        this.listener = listener;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        sender = subscription;
        receiver.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        if (sender != null) {
            sender.request(n);
        }
    }

    @Override
    public void cancel() {
        if (sender != null) {
            sender.cancel();
        }
    }

    @Override
    public void onNext(Frame frame) {
        loop.run(() -> {
            if (!over) {
                over = frame.isClose();
                listener.passed(frame);
                receiver.onNext(frame);
                if (over) {
                    end(null);
                }
            }
        });
    }

    @Override
    public void onError(Throwable failure) {
        loop.run(() -> broken(GatewayException.from(failure)));
    }

    /** Behind a close frame there is nothing to do; without one, the sender answered none that it was sent. */
    @Override
    public void onComplete() {
        loop.run(() -> broken(null));
    }

    private void broken(@Nullable GatewayException failure) {
        if (!over) {
            over = true;
            receiver.onNext(listener.farewell(failure));
            end(failure);
        }
    }

    private void end(@Nullable GatewayException failure) {
        receiver.onComplete();
        listener.over(failure);
    }

    /** Learns of what passes, and knows what to say at the end. */
    interface Listener {
        /** The frame is about to be sent to the receiver. */
        void passed(Frame frame);

        /** What the receiver is told when the sender is gone without a close frame. */
        Frame farewell(@Nullable GatewayException failure);

        /** Nothing more passes. */
        void over(@Nullable GatewayException failure);
    }
}
