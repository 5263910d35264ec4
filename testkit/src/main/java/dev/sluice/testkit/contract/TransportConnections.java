package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpCall;
import dev.sluice.testkit.fault.FaultConnection;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.Script;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection is used again after a clean exchange, and only then: one answer must never be taken for another. */
interface TransportConnections extends TransportConcern {
    @Test
    default void aCleanExchangeLeavesItsConnectionToTheNext() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(
                Script.answer("200 OK", "ok"),
                Script.stream("one"),
                Script.answer("429 Too Many", "slow"),
                Script.afterBody().head("204 No Content"),
                Script.afterBody().head("304 Not Modified"),
                Script.answer("200 OK", "ok"))) {
            for (int i = 0; i < 6; i++) {
                bench().text(Calls.get(upstream.origin()));
            }
            assertThat(upstream.requests()).hasSize(6);
            assertThat(upstream.connections()).hasSize(1);
        }
    }

    @Test
    default void anAnswerToHeadLeavesItsConnectionToTheNext() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(
                Script.afterBody().head("200 OK", "Content-Length: 99"), Script.answer("200 OK", "ok"))) {
            bench().text(Calls.of("HEAD", upstream.origin(), "/v1/files", Body.EMPTY));
            assertThat(bench().text(Calls.get(upstream.origin()))).isEqualTo("ok");
            assertThat(upstream.connections()).hasSize(1);
        }
    }

    /** Answers after which the connection is not to be trusted. */
    static List<Named<Script>> spoiling() {
        return List.of(
                Named.of("a second answer that nobody asked for", Faults.extraBytesAfterBody()),
                Named.of("204 with a body", Faults.noContentWithBody()),
                Named.of("304 with a body", Faults.notModifiedWithBody()),
                Named.of("Content-Length and chunked", Faults.lengthAndChunked()),
                Named.of("100 twice, unasked", Faults.continueTwice()),
                Named.of("103", Faults.earlyHints()),
                Named.of("no HTTP", Faults.garbage()),
                Named.of("a body that is cut", Faults.cutMidLength()),
                Named.of("Connection: close", Script.answer("200 OK", "ok", "Connection: close")));
    }

    @ParameterizedTest
    @MethodSource("dev.sluice.testkit.contract.TransportConnections#spoiling")
    default void aSpoiledConnectionIsNotUsedAgain(Script script) {
        try (FaultyUpstream upstream = FaultyUpstream.answering(script, Script.answer("200 OK", "clean"))) {
            spoil(Calls.get(upstream.origin()));
            assertThat(bench().text(Calls.get(upstream.origin()))).isEqualTo("clean");
            assertThat(upstream.requests())
                    .extracting(request -> request.connection().number())
                    .containsExactly(1, 2);
        }
    }

    /** What becomes of the first call is not the point: some of these answers may be refused. */
    private void spoil(HttpCall call) {
        try {
            bench().text(call);
        } catch (GatewayException refused) {
            assertThat(refused.kind().status()).isGreaterThanOrEqualTo(500);
        }
    }

    @Test
    default void bytesOnAnIdleConnectionEndIt() {
        Gate idle = new Gate();
        Script late =
                Script.answer("200 OK", "ok").await(idle).raw("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
        try (FaultyUpstream upstream = FaultyUpstream.answering(late, Script.answer("200 OK", "clean"))) {
            bench().text(Calls.get(upstream.origin()));
            FaultConnection first = upstream.awaitConnection(Limits.SOON);
            idle.open();
            Stages.await(first.closedByPeer());
            assertThat(bench().text(Calls.get(upstream.origin()))).isEqualTo("clean");
        }
    }

    @Test
    default void anIdleConnectionThatTheUpstreamClosedIsReplaced() {
        Gate idle = new Gate();
        Script closing = Script.answer("200 OK", "ok").await(idle).close();
        try (FaultyUpstream upstream = FaultyUpstream.answering(closing, Script.answer("200 OK", "again"))) {
            bench().text(Calls.get(upstream.origin()));
            FaultConnection first = upstream.awaitConnection(Limits.SOON);
            idle.open();
            Stages.await(first.closedByPeer());
            assertThat(bench().text(Calls.get(upstream.origin()))).isEqualTo("again");
        }
    }

    @Test
    default void manyCallsWaitForTheirAnswersAtOnce() {
        int many = 100;
        Gate all = new Gate();
        Script script = Script.afterBody().await(all).head("200 OK", "Content-Length: 0");
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            List<PendingCall> calls = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                calls.add(bench().start(Calls.get(upstream.origin())));
            }
            for (int i = 0; i < many; i++) {
                upstream.awaitRequest(Limits.SOON);
            }
            all.open();
            for (PendingCall call : calls) {
                assertThat(bench().bytes(Stages.await(call.reply()))).isEmpty();
            }
        }
    }

    @Test
    default void closingTheTransportEndsEveryConnection() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "ok"), Faults.neverAnswers())) {
            bench().text(Calls.get(upstream.origin()));
            PendingCall waiting = bench().start(Calls.get(upstream.origin()));
            upstream.awaitRequest(Limits.SOON);
            upstream.awaitRequest(Limits.SOON);
            bench().transport().close();
            Stages.failure(waiting.reply());
            for (FaultConnection connection : upstream.connections()) {
                Stages.await(connection.closedByPeer());
            }
        }
    }
}
