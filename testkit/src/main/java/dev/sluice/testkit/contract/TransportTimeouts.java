package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.testkit.StepSubscriber;
import dev.sluice.testkit.fault.DeadPort;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.Script;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An upstream may be silent for as long as the call says, and no longer. */
interface TransportTimeouts extends TransportConcern {
    @Test
    default void aConnectionThatIsNeverMadeTimesOut() {
        try (DeadPort port = DeadPort.silent()) {
            Timeouts timeouts = new Timeouts(Limits.SHORT, Limits.SOON, Limits.SOON);
            GatewayException failure = Stages.failure(
                    bench().start(Calls.with(Calls.get(port.origin()), timeouts))
                            .reply(),
                    Duration.ofSeconds(5));
            assertThat(failure.kind()).isIn(ErrorKind.UPSTREAM_UNREACHABLE, ErrorKind.UPSTREAM_TIMEOUT);
            assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
        }
    }

    @Test
    default void silenceBeforeTheHeadTimesOut() {
        Timeouts timeouts = new Timeouts(Limits.SOON, Limits.SHORT, Limits.SOON);
        try (FaultyUpstream upstream = FaultyUpstream.answering(Faults.neverAnswers())) {
            GatewayException failure = bench().failure(Calls.with(Calls.get(upstream.origin()), timeouts));
            assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
            assertThat(failure.reach()).isEqualTo(Reach.SENT);
            Stages.await(upstream.awaitConnection(Limits.SOON).closedByPeer());
        }
    }

    @Test
    default void silenceWithinTheBodyTimesOut() {
        Timeouts timeouts = new Timeouts(Limits.SOON, Limits.SOON, Limits.SHORT);
        Script script = Script.afterBody().streamHead().sse("first").stall();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.with(Calls.get(upstream.origin()), timeouts));
            StepSubscriber body = bench().subscribe(reply, Long.MAX_VALUE);
            GatewayException failure = Stages.failure(body.ended());
            assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
            assertThat(failure.reach()).isEqualTo(Reach.STARTED);
            assertThat(body.bytes()).asString().isEqualTo("data: first\n\n");
            Stages.await(upstream.awaitConnection(Limits.SOON).closedByPeer());
        }
    }

    @Test
    default void theFirstByteLimitEndsWithTheHead() {
        Gate late = new Gate();
        Timeouts timeouts = new Timeouts(Limits.SOON, Limits.SHORT, Limits.SOON);
        Script script = Script.afterBody().streamHead().await(late).sse("late").lastChunk();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.with(Calls.get(upstream.origin()), timeouts));
            StepSubscriber body = bench().subscribe(reply, Long.MAX_VALUE);
            Stages.staysOpen(body.ended(), Limits.QUIET);
            late.open();
            Stages.await(body.ended());
        }
    }

    @Test
    default void theIdleLimitDoesNotBindTheWholeBody() {
        Duration idle = Duration.ofMillis(900);
        Script script = Script.afterBody().streamHead();
        Gate[] gates = {new Gate(), new Gate(), new Gate(), new Gate()};
        for (Gate gate : gates) {
            script = script.await(gate).sse("tick");
        }
        Timeouts timeouts = new Timeouts(Limits.SOON, Limits.SOON, idle);
        try (FaultyUpstream upstream = FaultyUpstream.answering(script.lastChunk())) {
            HttpReply reply = bench().answer(Calls.with(Calls.get(upstream.origin()), timeouts));
            StepSubscriber body = bench().subscribe(reply, Long.MAX_VALUE);
            for (int i = 0; i < gates.length; i++) {
                Stages.staysOpen(body.ended(), idle.dividedBy(3));
                gates[i].open();
                body.awaitBytes((i + 1) * 12, Limits.SOON);
            }
            Stages.await(body.ended());
        }
    }

    @Test
    default void aReaderThatStallsIsNotASilentUpstream() {
        Timeouts timeouts = new Timeouts(Limits.SOON, Limits.SOON, Limits.SHORT);
        Script script = Script.afterBody().streamHead().sse("one").sse("two").lastChunk();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.with(Calls.get(upstream.origin()), timeouts));
            StepSubscriber body = bench().subscribe(reply, 0);
            Stages.staysOpen(body.ended(), Limits.QUIET);
            bench().run(() -> body.request(Long.MAX_VALUE));
            Stages.await(body.ended());
            assertThat(body.bytes()).asString().isEqualTo("data: one\n\ndata: two\n\n");
        }
    }

    @Test
    default void theIdleLimitDoesNotBindTheWaitForTheHead() {
        Gate read = new Gate();
        Timeouts timeouts = new Timeouts(Limits.SOON, Limits.SOON, Limits.SHORT);
        Script script = Script.beforeBody().await(read).readBody().head("200 OK", "Content-Length: 0");
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            PendingCall call = bench().start(Calls.with(Calls.get(upstream.origin()), timeouts));
            Stages.staysOpen(call.reply(), Limits.QUIET);
            read.open();
            assertThat(Stages.await(call.reply()).status()).isEqualTo(200);
        }
    }
}
