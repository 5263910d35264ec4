package dev.sluice.testkit.contract;

import dev.sluice.core.realtime.Frame;
import dev.sluice.core.realtime.FrameChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Both ends of a channel as a test uses them, always from the caller's loop. */
final class ChannelProbe implements Flow.Subscriber<Frame>, Flow.Subscription {
    private final TransportBench bench;
    private final FrameChannel channel;
    private final BooleanSupplier onLoop;
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final AtomicLong asked = new AtomicLong();
    private final List<String> strayed = new CopyOnWriteArrayList<>();
    private Flow.@Nullable Subscription subscription;

    private ChannelProbe(TransportBench bench, FrameChannel channel, BooleanSupplier onLoop) {
        this.bench = bench;
        this.channel = channel;
        this.onLoop = onLoop;
    }

    /** Subscribes to the channel, and is its source; asks for nothing yet. */
    static ChannelProbe on(TransportBench bench, FrameChannel channel, BooleanSupplier onLoop) {
        ChannelProbe probe = new ChannelProbe(bench, channel, onLoop);
        bench.run(() -> {
            channel.subscribe(probe);
            channel.onSubscribe(probe);
        });
        return probe;
    }

    /** Wants so many frames more. */
    ChannelProbe wants(long count) {
        bench.run(() -> {
            if (subscription != null) {
                subscription.request(count);
            }
        });
        return this;
    }

    /** Sends a frame. */
    void send(Frame frame) {
        asked.decrementAndGet();
        bench.run(() -> channel.onNext(frame));
    }

    /** Has nothing more to send. */
    void sendsNoMore() {
        bench.run(channel::onComplete);
    }

    /** Whether the channel asks for a frame to send. */
    boolean isAsked() {
        return asked.get() > 0;
    }

    /** The next frame of the peer. */
    Frame next() {
        try {
            Frame frame = frames.poll(Limits.SOON.toMillis(), TimeUnit.MILLISECONDS);
            if (frame == null) {
                throw new AssertionError("No frame within " + Limits.SOON + ", end: " + end);
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Waits for a while in which no frame must come. */
    void staysQuiet(Duration quiet) {
        try {
            Frame frame = frames.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
            if (frame != null) {
                throw new AssertionError("Nobody asked for " + frame);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Completes, or fails, as the reading does. */
    CompletableFuture<Boolean> ended() {
        return end;
    }

    /** Signals that came elsewhere than on the loop. */
    List<String> strayed() {
        return strayed;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
    }

    @Override
    public void onNext(Frame frame) {
        note("onNext");
        frames.add(frame);
    }

    @Override
    public void onError(Throwable failure) {
        note("onError");
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        note("onComplete");
        end.complete(true);
    }

    @Override
    public void request(long n) {
        note("request");
        asked.addAndGet(n);
    }

    @Override
    public void cancel() {}

    private void note(String signal) {
        if (!onLoop.getAsBoolean()) {
            strayed.add(signal);
        }
    }
}
