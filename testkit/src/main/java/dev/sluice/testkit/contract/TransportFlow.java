package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.BodyDigest;
import dev.sluice.testkit.StepSubscriber;
import dev.sluice.testkit.fault.FaultConnection;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Filler;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.Script;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Nobody reads faster than somebody asks. */
interface TransportFlow extends TransportConcern {
    /** More than any buffer between the two ends could hold. */
    long LARGE = 256L << 20;

    @Test
    default void aReaderThatAsksForNothingStopsTheUpstream() {
        Script length =
                Script.afterBody().head("200 OK", "Content-Length: " + LARGE).filler(LARGE);
        Script chunked = Script.afterBody().streamHead().chunkedFiller(LARGE).lastChunk();
        for (Script script : new Script[] {length, chunked}) {
            try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
                HttpReply reply = bench().answer(Calls.get(upstream.origin()));
                StepSubscriber body = bench().subscribe(reply, 0);
                FaultConnection connection = upstream.awaitConnection(Limits.SOON);
                Stages.staysOpen(body.ended(), Limits.QUIET);
                assertThat(connection.bytesWritten()).isLessThan(Limits.BUFFERED);
                assertThat(body.bytes()).isEmpty();
                bench().run(body::cancel);
                Stages.await(connection.closedByPeer());
            }
        }
    }

    @Test
    default void noMoreBuffersComeThanWereAskedFor() {
        Gate first = new Gate();
        Script script = Script.afterBody()
                .streamHead()
                .sse("one")
                .await(first)
                .sse("two")
                .lastChunk();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            StepSubscriber body = bench().subscribe(reply, 1);
            body.awaitBytes(11, Limits.SOON);
            first.open();
            Stages.staysOpen(body.ended(), Limits.QUIET);
            assertThat(body.bytes()).asString().isEqualTo("data: one\n\n");
            bench().run(() -> body.request(Long.MAX_VALUE));
            Stages.await(body.ended());
            assertThat(body.bytes()).asString().isEqualTo("data: one\n\ndata: two\n\n");
        }
    }

    @Test
    default void aLargeDownloadArrivesWhole() {
        Script script = Script.afterBody().streamHead().chunkedFiller(LARGE + 1).lastChunk();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            BodyDigest digest =
                    Stages.await(bench().onLoop(() -> Bodies.digest(reply.body())), Limits.SOON.multipliedBy(6));
            assertThat(digest).isEqualTo(new BodyDigest(LARGE + 1, Filler.sha256(LARGE + 1)));
        }
    }

    /** Whoever finds itself elsewhere hands over to the loop, behind what is told there meanwhile. */
    @Test
    default void everyPieceIsToldOnTheLoop() {
        Script script = Script.afterBody().streamHead().chunkedFiller(1 << 20).lastChunk();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            AtomicLong elsewhere = new AtomicLong();
            Body counted = new Body.Stream(
                    eachTime(
                            ((Body.Stream) reply.body()).publisher(), piece -> elsewhere.addAndGet(isOnLoop() ? 0 : 1)),
                    OptionalLong.empty());
            Stages.await(bench().onLoop(() -> Bodies.digest(counted)));
            assertThat(elsewhere).hasValue(0);
        }
    }

    @Test
    default void anUpstreamThatDoesNotReadStopsTheUpload() {
        Gate read = new Gate();
        Script script = Script.beforeBody().await(read).readBody().head("200 OK", "Content-Length: 0");
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            AtomicLong emitted = new AtomicLong();
            Body.Stream filler = Bodies.filler(LARGE);
            Body counted = new Body.Stream(
                    eachTime(filler.publisher(), piece -> emitted.addAndGet(piece.remaining())),
                    OptionalLong.of(LARGE));
            PendingCall call = bench().start(Calls.post(upstream.origin(), counted));
            var request = upstream.awaitRequest(Limits.SOON);
            Stages.staysOpen(call.reply(), Limits.QUIET);
            assertThat(emitted.get()).isLessThan(Limits.BUFFERED);
            read.open();
            assertThat(Stages.await(call.reply(), Limits.SOON.multipliedBy(6)).status())
                    .isEqualTo(200);
            assertThat(request.awaitBody(Limits.SOON).sha256()).isEqualTo(Filler.sha256(LARGE));
        }
    }

    private static Flow.Publisher<ByteBuffer> eachTime(Flow.Publisher<ByteBuffer> source, Consumer<ByteBuffer> piece) {
        return target -> source.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                target.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer buffer) {
                piece.accept(buffer);
                target.onNext(buffer);
            }

            @Override
            public void onError(Throwable failure) {
                target.onError(failure);
            }

            @Override
            public void onComplete() {
                target.onComplete();
            }
        });
    }
}
