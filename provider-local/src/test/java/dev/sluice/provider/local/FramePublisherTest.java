package dev.sluice.provider.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FramePublisherTest {
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger made = new AtomicInteger();

    private FramePublisher publisher(int frames) {
        Iterator<ByteBuffer> iterator = IntStream.range(0, frames)
                .mapToObj(i -> {
                    made.incrementAndGet();
                    return ByteBuffer.wrap(Integer.toString(i).getBytes(UTF_8));
                })
                .iterator();
        return new FramePublisher(iterator, cancellation);
    }

    private Collector subscribe(int frames) {
        Collector collector = new Collector();
        publisher(frames).subscribe(collector);
        return collector;
    }

    @Test
    void givesOneFrameForEachThatWasAskedFor() {
        Collector collector = subscribe(5);
        assertThat(collector.pieces()).isEmpty();
        collector.subscription().request(2);
        assertThat(collector.pieces()).containsExactly("0", "1");
        collector.subscription().request(1);
        assertThat(collector.pieces()).containsExactly("0", "1", "2");
        assertThat(made).as("at most one frame ahead").hasValueLessThanOrEqualTo(4);
        collector.subscription().request(Long.MAX_VALUE);
        collector.subscription().request(Long.MAX_VALUE);
        assertThat(collector.pieces()).containsExactly("0", "1", "2", "3", "4");
        assertThat(collector.ends()).isEqualTo(1);
        assertThat(collector.failure()).isNull();
    }

    @Test
    void endsAtOnceWhereThereIsNothing() {
        assertThat(subscribe(0).ends()).isEqualTo(1);
    }

    @Test
    void givesNothingAfterItWasCancelled() {
        Collector collector = subscribe(5);
        collector.subscription().request(1);
        collector.subscription().cancel();
        collector.subscription().request(5);
        cancellation.cancel();
        assertThat(collector.pieces()).containsExactly("0");
        assertThat(collector.ended()).isFalse();
    }

    @Test
    void failsWhenTheCallIsCancelled() {
        Collector collector = subscribe(5);
        collector.subscription().request(1);
        cancellation.cancel();
        assertThat(collector.failure()).isInstanceOfSatisfying(GatewayException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(ErrorKind.CLIENT_CLOSED);
            assertThat(failure.reach()).isEqualTo(Reach.STARTED);
        });
        assertThat(collector.ends()).isEqualTo(1);
    }

    @Test
    void failsWhereTheCallWasCancelledBefore() {
        cancellation.cancel();
        assertThat(subscribe(5).failure()).isInstanceOf(GatewayException.class);
    }

    @Test
    void failsOnADemandThatIsNone() {
        Collector collector = subscribe(5);
        collector.subscription().request(0);
        assertThat(collector.failure()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesOneSubscriberOnly() {
        FramePublisher publisher = publisher(1);
        publisher.subscribe(new Collector());
        Collector second = new Collector();
        publisher.subscribe(second);
        second.subscription().request(1);
        assertThat(second.failure()).isInstanceOf(IllegalStateException.class);
        assertThat(second.pieces()).isEmpty();
    }

    @Test
    void askingFromWithinAFrameDoesNotNest() {
        AtomicInteger depth = new AtomicInteger();
        AtomicInteger deepest = new AtomicInteger();
        AtomicInteger received = new AtomicInteger();
        publisher(100_000).subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription = new NoSubscription();

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                given.request(1);
            }

            @Override
            public void onNext(ByteBuffer frame) {
                deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
                received.incrementAndGet();
                subscription.request(1);
                depth.decrementAndGet();
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {
                received.addAndGet(1_000_000);
            }
        });
        assertThat(received).hasValue(1_100_000);
        assertThat(deepest).hasValue(1);
    }

    private static final class NoSubscription implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
