package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.testkit.StepPublisher;
import dev.sluice.testkit.StepSubscriber;
import dev.sluice.testkit.fault.DeadPort;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Every way in which an upstream breaks off has its kind and its reach, and none looks like an end. */
interface TransportFailures extends TransportConcern {
    @Test
    default void aRefusedConnectionIsUnreachable() {
        try (DeadPort port = DeadPort.refusing()) {
            GatewayException failure = bench().failure(Calls.get(port.origin()));
            assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
            assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
        }
    }

    @Test
    default void aConnectionThatDiesBeforeTheHeadIsClosed() {
        for (Script script : List.of(Faults.resetBeforeHead(), Faults.closeBeforeHead(), Faults.cutMidHead())) {
            try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
                GatewayException failure = bench().failure(Calls.get(upstream.origin()));
                assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_CLOSED);
                assertThat(failure.reach()).isEqualTo(Reach.SENT);
                assertThat(upstream.requests())
                        .as("the transport itself never tries again")
                        .hasSize(1);
            }
        }
    }

    @Test
    default void anAnswerThatIsNoHttpIsInvalid() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Faults.garbage())) {
            GatewayException failure = bench().failure(Calls.get(upstream.origin()));
            assertThat(failure.kind()).isIn(ErrorKind.UPSTREAM_INVALID, ErrorKind.UPSTREAM_CLOSED);
            assertThat(failure.reach()).isEqualTo(Reach.SENT);
        }
    }

    @Test
    default void aBodyThatIsCutFailsAfterWhatCame() {
        cutAfter(Faults.cutMidChunk(), "data: first\n\n");
        cutAfter(Faults.cutBetweenChunks(), "data: first\n\ndata: second\n\n");
        cutAfter(Faults.cutMidLength(), "01234");
    }

    private void cutAfter(Script script, String prefix) {
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            StepSubscriber body = bench().subscribe(reply, Long.MAX_VALUE);
            assertClosedAfterStart(Stages.failure(body.ended()));
            assertThat(body.bytes()).asString().startsWith(prefix);
        }
    }

    @Test
    default void aResetAfterTheHeadFailsTheBody() {
        Gate headSeen = new Gate();
        try (FaultyUpstream upstream = FaultyUpstream.answering(Faults.resetAfterHead(headSeen))) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            StepSubscriber body = bench().subscribe(reply, Long.MAX_VALUE);
            headSeen.open();
            assertClosedAfterStart(Stages.failure(body.ended()));
        }
    }

    @Test
    default void aResetMidBodyFailsTheBody() {
        Gate chunkSeen = new Gate();
        try (FaultyUpstream upstream = FaultyUpstream.answering(Faults.resetMidBody(chunkSeen))) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            StepSubscriber body = bench().subscribe(reply, Long.MAX_VALUE);
            body.awaitBytes(13, Limits.SOON);
            chunkSeen.open();
            assertClosedAfterStart(Stages.failure(body.ended()));
            assertThat(body.bytes()).asString().isEqualTo("data: first\n\n");
        }
    }

    @Test
    default void aBodyThatWasCutBeforeAnybodyReadItFailsItsReader() {
        Gate cut = new Gate();
        Script script = Script.afterBody().streamHead().sse("first").close().signal(cut);
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            cut.await(Limits.SOON);
            assertClosedAfterStart(Stages.failure(bench().collect(reply)));
        }
    }

    @Test
    default void aRequestBodyThatBreaksOffNeverLooksWhole() {
        for (OptionalLong length : List.of(OptionalLong.empty(), OptionalLong.of(100))) {
            try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "ok"))) {
                StepPublisher body = new StepPublisher();
                PendingCall call = bench().start(Calls.post(upstream.origin(), new Body.Stream(body, length)));
                Stages.await(body.wanted());
                bench().run(() -> body.emit(new byte[10]));
                RecordedRequest request = upstream.awaitRequest(Limits.SOON);
                bench().run(() -> body.fail(GatewayException.notSent(ErrorKind.CLIENT_CLOSED, "The client left.")));
                Stages.failure(call.reply());
                assertThat(request.body()).failsWithin(Limits.SOON);
            }
        }
    }

    private static void assertClosedAfterStart(GatewayException failure) {
        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_CLOSED);
        assertThat(failure.reach()).isEqualTo(Reach.STARTED);
    }
}
