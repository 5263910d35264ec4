package dev.sluice.provider.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A subscriber that asks for nothing by itself. */
final class Collector implements Flow.Subscriber<ByteBuffer> {
    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicInteger ends = new AtomicInteger();

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.set(given);
    }

    @Override
    public void onNext(ByteBuffer piece) {
        assertThat(ends).as("nothing follows the end").hasValue(0);
        pieces.add(UTF_8.decode(piece.duplicate()).toString());
    }

    @Override
    public void onError(Throwable cause) {
        failure.set(cause);
        ends.incrementAndGet();
    }

    @Override
    public void onComplete() {
        ends.incrementAndGet();
    }

    Flow.Subscription subscription() {
        return Objects.requireNonNull(subscription.get(), "not subscribed");
    }

    /** Asks for one piece, which must come at once. */
    void requireOneMore() {
        int before = pieces.size();
        subscription().request(1);
        assertThat(pieces).hasSize(before + 1);
    }

    List<String> pieces() {
        return pieces;
    }

    @Nullable
    Throwable failure() {
        return failure.get();
    }

    boolean ended() {
        return ends.get() > 0;
    }

    int ends() {
        return ends.get();
    }
}
