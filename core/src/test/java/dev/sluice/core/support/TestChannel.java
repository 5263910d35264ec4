package dev.sluice.core.support;

import dev.sluice.core.realtime.Frame;
import dev.sluice.core.realtime.FrameChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A channel whose peer is the test: it says what comes, sees what goes, and decides how much is asked for. */
public final class TestChannel implements FrameChannel {
    /** What was sent to the peer. */
    public final List<Frame> sent = new ArrayList<>();

    /** How many frames from the peer are wanted. */
    public long wanted;

    /** Whether nothing more is sent. */
    public boolean sourceIsDone;

    private Flow.@Nullable Subscriber<? super Frame> subscriber;
    private Flow.@Nullable Subscription source;

    /** A text frame that ends its message. */
    public static Frame text(String text) {
        return new Frame(Frame.Kind.TEXT, true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The peer sends this. */
    public void arrives(Frame frame) {
        wanted--;
        subscriber().onNext(frame);
    }

    /** The peer sends a close frame. */
    public void closes(int code, String reason) {
        arrives(Frame.close(code, reason));
        subscriber().onComplete();
    }

    /** The peer is gone after it was sent a close frame. */
    public void ends() {
        subscriber().onComplete();
    }

    /** The peer is gone, or at fault. */
    public void fails(RuntimeException failure) {
        subscriber().onError(failure);
    }

    /** The peer takes so many frames more. */
    public void takes(long frames) {
        if (source != null) {
            source.request(frames);
        }
    }

    private Flow.Subscriber<? super Frame> subscriber() {
        if (subscriber == null) {
            throw new AssertionError("Nobody listens");
        }
        return subscriber;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Frame> newSubscriber) {
        subscriber = newSubscriber;
        newSubscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                wanted += n;
            }

            @Override
            public void cancel() {}
        });
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
    }

    @Override
    public void onNext(Frame frame) {
        sent.add(frame);
    }

    @Override
    public void onError(Throwable failure) {
        throw new AssertionError("A relay never breaks off", failure);
    }

    @Override
    public void onComplete() {
        sourceIsDone = true;
    }
}
