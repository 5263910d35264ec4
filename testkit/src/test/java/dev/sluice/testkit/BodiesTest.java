package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Body;
import dev.sluice.testkit.fault.Filler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BodiesTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void everyKindOfBodyIsCollected() {
        assertCollected(Body.EMPTY, "");
        assertCollected(
                new Body.Bytes(List.of(ByteBuffer.wrap(new byte[] {'a'}), ByteBuffer.wrap(new byte[] {'b'})), 2), "ab");
        assertCollected(Bodies.stream(new byte[] {'a'}, new byte[] {'b'}), "ab");
        assertCollected(Bodies.stream(), "");
    }

    private static void assertCollected(Body body, String expected) {
        assertThat(Bodies.collect(body))
                .succeedsWithin(SOON)
                .satisfies(bytes -> assertThat(bytes).asString().isEqualTo(expected));
    }

    @Test
    void lengthsAreAnnouncedWhereTheyAreKnown() {
        assertThat(Bodies.stream(new byte[3]).length()).isEmpty();
        assertThat(Bodies.streamOfKnownLength(new byte[3], new byte[4]).length())
                .isEqualTo(OptionalLong.of(7));
        assertThat(Bodies.filler(1L << 40).length()).isEqualTo(OptionalLong.of(1L << 40));
    }

    @Test
    void fillerIsWhatItsDigestSays() {
        long size = 10L * Filler.BLOCK + 3;
        assertThat(Bodies.digest(Bodies.filler(size)))
                .succeedsWithin(SOON)
                .isEqualTo(new BodyDigest(size, Filler.sha256(size)));
    }

    @Test
    void aPullingBodyGivesWhatIsAskedForAndEnds() {
        StepSubscriber reader = new StepSubscriber();
        Bodies.stream(new byte[] {1}, new byte[] {2}, new byte[] {3})
                .publisher()
                .subscribe(reader);
        assertThat(reader.bytes()).isEmpty();
        reader.request(2);
        assertThat(reader.bytes()).containsExactly(1, 2);
        assertThat(reader.ended()).isNotDone();
        reader.request(1);
        assertThat(reader.ended()).isCompleted();
    }

    @Test
    void aPullingBodyThatIsCancelledIsSilent() {
        StepSubscriber reader = new StepSubscriber();
        Bodies.stream(new byte[] {1}, new byte[] {2}).publisher().subscribe(reader);
        reader.request(1);
        reader.cancel();
        reader.request(5);
        assertThat(reader.bytes()).containsExactly(1);
        assertThat(reader.ended()).isNotDone();
    }

    @Test
    void aBodyByHandTellsWhatIsWanted() {
        StepPublisher body = new StepPublisher();
        StepSubscriber reader = new StepSubscriber();
        body.subscribe(reader);
        assertThat(body.wanted()).isNotDone();
        reader.request(2);
        assertThat(body.wanted()).isCompleted();
        assertThat(body.requested()).isEqualTo(2);
        body.emit(new byte[] {7});
        assertThat(reader.awaitBytes(1, SOON)).containsExactly(7);
        reader.cancel();
        assertThat(body.cancelled()).isCompleted();
    }

    @Test
    void aBodyByHandFailsByHand() {
        StepPublisher body = new StepPublisher();
        var collected = Bodies.collect(new Body.Stream(body, OptionalLong.empty()));
        body.emit(new byte[] {7});
        body.fail(new IllegalStateException("planted"));
        assertThat(collected).failsWithin(SOON).withThrowableThat().withMessageContaining("planted");
    }
}
