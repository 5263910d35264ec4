package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.StepPublisher;
import dev.sluice.testkit.StepSubscriber;
import dev.sluice.testkit.fault.DeadPort;
import dev.sluice.testkit.fault.FaultConnection;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A call that nobody wants any more ends at once, at every phase, and the upstream sees it end. */
interface TransportCancellation extends TransportConcern {
    @Test
    default void aCallThatIsCancelledAlreadyIsNotSent() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "ok"))) {
            GatewayException failure = Stages.failure(
                    bench().start(Calls.get(upstream.origin()), cancelled).reply());
            assertThat(failure.kind()).isEqualTo(ErrorKind.CLIENT_CLOSED);
            assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
            bench().text(Calls.get(upstream.origin(), "/other"));
            assertThat(upstream.requests()).extracting(RecordedRequest::target).containsExactly("/other");
        }
    }

    @Test
    default void whileTheConnectionIsBeingMade() {
        try (DeadPort port = DeadPort.silent()) {
            PendingCall call = bench().start(Calls.get(port.origin()));
            Stages.staysOpen(call.reply(), Limits.SHORT);
            bench().run(call.cancellation()::cancel);
            GatewayException failure = Stages.failure(call.reply(), Limits.CANCELLED);
            assertThat(failure.kind()).isEqualTo(ErrorKind.CLIENT_CLOSED);
            assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
        }
    }

    @Test
    default void whileTheHeadIsAwaited(TestReporter reporter) {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Faults.neverAnswers())) {
            PendingCall call = bench().start(Calls.get(upstream.origin()));
            FaultConnection connection = upstream.awaitRequest(Limits.SOON).connection();
            seesTheEnd(connection, call.cancellation()::cancel, reporter);
            assertThat(Stages.failure(call.reply()).kind()).isEqualTo(ErrorKind.CLIENT_CLOSED);
        }
    }

    @Test
    default void amidTheBody(TestReporter reporter) {
        try (FaultyUpstream upstream = streaming()) {
            PendingCall call = bench().start(Calls.get(upstream.origin()));
            StepSubscriber body = bench().subscribe(Stages.await(call.reply()), Long.MAX_VALUE);
            body.awaitBytes(11, Limits.SOON);
            seesTheEnd(upstream.awaitConnection(Limits.SOON), call.cancellation()::cancel, reporter);
            GatewayException failure = Stages.failure(body.ended());
            assertThat(failure.kind()).isEqualTo(ErrorKind.CLIENT_CLOSED);
            assertThat(failure.reach()).isEqualTo(Reach.STARTED);
        }
    }

    @Test
    default void amidTheBodyByItsReader(TestReporter reporter) {
        try (FaultyUpstream upstream = streaming()) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            StepSubscriber body = bench().subscribe(reply, Long.MAX_VALUE);
            body.awaitBytes(11, Limits.SOON);
            seesTheEnd(upstream.awaitConnection(Limits.SOON), body::cancel, reporter);
        }
    }

    @Test
    default void amidABodyThatItsReaderDoesNotAskFor(TestReporter reporter) {
        long size = 1L << 30;
        Script script =
                Script.afterBody().head("200 OK", "Content-Length: " + size).filler(size);
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            PendingCall call = bench().start(Calls.get(upstream.origin()));
            StepSubscriber body = bench().subscribe(Stages.await(call.reply()), 1);
            body.awaitBytes(1, Limits.SOON);
            seesTheEnd(upstream.awaitConnection(Limits.SOON), call.cancellation()::cancel, reporter);
        }
    }

    @Test
    default void afterTheHeadOfABodyThatNobodyReads(TestReporter reporter) {
        try (FaultyUpstream upstream = streaming()) {
            PendingCall call = bench().start(Calls.get(upstream.origin()));
            Stages.await(call.reply());
            seesTheEnd(upstream.awaitConnection(Limits.SOON), call.cancellation()::cancel, reporter);
        }
    }

    @Test
    default void amidAnUploadThatWaitsForItsClient(TestReporter reporter) {
        StepPublisher upload = new StepPublisher();
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "ok"))) {
            PendingCall call =
                    bench().start(Calls.post(upstream.origin(), new Body.Stream(upload, OptionalLong.empty())));
            Stages.await(upload.wanted());
            bench().run(() -> upload.emit(new byte[10]));
            RecordedRequest request = upstream.awaitRequest(Limits.SOON);
            seesTheEnd(request.connection(), call.cancellation()::cancel, reporter);
            assertThat(Stages.failure(call.reply()).kind()).isEqualTo(ErrorKind.CLIENT_CLOSED);
            Stages.await(upload.cancelled());
            assertThat(request.body()).failsWithin(Limits.SOON);
        }
    }

    @Test
    default void amidAnUploadThatTheUpstreamDoesNotRead() {
        Gate read = new Gate();
        Script script = Script.beforeBody().await(read).readBody();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            PendingCall call = bench().start(Calls.post(upstream.origin(), Bodies.filler(1L << 30)));
            RecordedRequest request = upstream.awaitRequest(Limits.SOON);
            Stages.staysOpen(call.reply(), Limits.SHORT);
            bench().run(call.cancellation()::cancel);
            assertThat(Stages.failure(call.reply(), Limits.CANCELLED).kind()).isEqualTo(ErrorKind.CLIENT_CLOSED);
            read.open();
            assertThat(request.body()).failsWithin(Limits.SOON);
            Stages.await(request.connection().closedByPeer());
        }
    }

    @Test
    default void afterTheEndItChangesNothing() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "ok"))) {
            PendingCall call = bench().start(Calls.get(upstream.origin()));
            assertThat(bench().bytes(Stages.await(call.reply()))).asString().isEqualTo("ok");
            bench().run(call.cancellation()::cancel);
            assertThat(bench().text(Calls.get(upstream.origin()))).isEqualTo("ok");
            assertThat(upstream.connections()).hasSize(1);
        }
    }

    @Test
    default void theNextCallIsNotHarmed() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Faults.neverAnswers(), Script.answer("200 OK", "ok"))) {
            PendingCall call = bench().start(Calls.get(upstream.origin()));
            upstream.awaitRequest(Limits.SOON);
            bench().run(call.cancellation()::cancel);
            assertThat(bench().text(Calls.get(upstream.origin()))).isEqualTo("ok");
        }
    }

    private void seesTheEnd(FaultConnection connection, Runnable cancel, TestReporter reporter) {
        long start = System.nanoTime();
        bench().run(cancel);
        long end = Stages.await(connection.closedByPeer(), Limits.CANCELLED).nanos();
        reporter.publishEntry("closed upstream after micros", Long.toString((end - start) / 1000));
    }

    private static FaultyUpstream streaming() {
        return FaultyUpstream.answering(
                Script.afterBody().streamHead().sse("one").stall());
    }
}
