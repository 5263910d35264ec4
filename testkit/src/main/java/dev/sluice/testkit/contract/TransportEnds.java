package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.StepSubscriber;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.Pause;
import dev.sluice.testkit.fault.RecordedRequest;
import dev.sluice.testkit.fault.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer ends where its upstream ends it. Where it merely stops, it never looks whole. */
interface TransportEnds extends TransportConcern {
    /** In more flushes than any queue on the way is likely to hold. */
    String TEXT = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(2);

    /** Whole answers, by what tells their end. */
    static List<Named<Script>> whole() {
        return List.of(
                Named.of("closing", flushes(Script.afterBody().head("200 OK", "Connection: close"))),
                Named.of("closing, unannounced", flushes(Script.afterBody().head("200 OK"))),
                Named.of("length", flushes(Script.afterBody().head("200 OK", "Content-Length: " + TEXT.length()))),
                Named.of(
                        "length, before it closes",
                        flushes(Script.afterBody()
                                .head("200 OK", "Connection: close", "Content-Length: " + TEXT.length()))),
                Named.of("last chunk", chunks().lastChunk()));
    }

    /** Answers that stop, by what their end would have been told by. */
    static List<Named<Script>> cut() {
        return List.of(
                Named.of("length", flushes(Script.afterBody().head("200 OK", "Content-Length: 100"))),
                Named.of("last chunk", chunks()));
    }

    private static Script flushes(Script head) {
        return flushes(head, TEXT.length());
    }

    private static Script flushes(Script head, int count) {
        return head.splitEvery(1, Pause.BRIEF).raw(TEXT.substring(0, count));
    }

    private static Script chunks() {
        return chunks(TEXT.length());
    }

    private static Script chunks(int count) {
        Script script = Script.afterBody().streamHead();
        for (int i = 0; i < count; i++) {
            script = script.chunk(TEXT.substring(i, i + 1)).then(wire -> Pause.BRIEF.between());
        }
        return script;
    }

    @ParameterizedTest
    @MethodSource("dev.sluice.testkit.contract.TransportEnds#whole")
    default void whatCameAndEndedBeforeAnybodyAskedIsWhole(Script script) {
        Gate closed = new Gate();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script.close().signal(closed))) {
            StepSubscriber body = unasked(upstream, closed);
            Stages.await(body.ended());
            assertThat(body.bytes()).asString().isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.sluice.testkit.contract.TransportEnds#cut")
    default void whatCameAndStoppedBeforeAnybodyAskedComesBeforeItsFailure(Script script) {
        Gate closed = new Gate();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script.close().signal(closed))) {
            StepSubscriber body = unasked(upstream, closed);
            assertBrokenOff(Stages.failure(body.ended()));
            assertThat(body.bytes()).asString().isEqualTo(TEXT);
        }
    }

    /** All came before the subscriber: it hears of the end once, and not at all if it wanted nothing. */
    @ParameterizedTest
    @MethodSource("dev.sluice.testkit.contract.TransportEnds#whole")
    default void whatEndedBeforeAnybodyCameEndsOnce(Script script) {
        assertThat(endsOfALateOne(script, Ends.ofAll())).isEqualTo(1);
        assertThat(endsOfALateOne(script, Ends.ofNothing())).isZero();
    }

    private int endsOfALateOne(Script script, Ends late) {
        Gate closed = new Gate();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script.close().signal(closed))) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            closed.await(Limits.SOON);
            Stages.staysOpen(late.over(), Limits.QUIET);
            bench().run(() -> ((Body.Stream) reply.body()).publisher().subscribe(late));
            Stages.await(late.over());
            bench().run(() -> {});
            return late.count();
        }
    }

    private StepSubscriber unasked(FaultyUpstream upstream, Gate closed) {
        HttpReply reply = bench().answer(Calls.get(upstream.origin()));
        StepSubscriber body = bench().subscribe(reply, 0);
        closed.await(Limits.SOON);
        Stages.staysOpen(body.ended(), Limits.QUIET);
        assertThat(body.bytes()).isEmpty();
        bench().run(() -> body.request(Long.MAX_VALUE));
        return body;
    }

    @Test
    default void aResetEndsNoBodyWithoutLength() {
        Gate seen = new Gate();
        Script script = Script.afterBody()
                .head("200 OK", "Connection: close")
                .raw("some")
                .await(seen)
                .reset();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            StepSubscriber body = bench().subscribe(reply, Long.MAX_VALUE);
            body.awaitBytes(4, Limits.SOON);
            seen.open();
            assertBrokenOff(Stages.failure(body.ended()));
            assertThat(body.bytes()).asString().isEqualTo("some");
        }
    }

    @Test
    default void closingTheTransportEndsNoBodyWithoutLength() {
        Script script = Script.afterBody()
                .head("200 OK", "Connection: close")
                .raw("some")
                .stall();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            StepSubscriber body = bench().subscribe(reply, Long.MAX_VALUE);
            body.awaitBytes(4, Limits.SOON);
            bench().transport().close();
            assertBrokenOff(Stages.failure(body.ended()));
        }
    }

    /** It may be half written: what comes next on it would be taken for the rest of the first request. */
    @Test
    default void anAnswerThatComesBeforeItsRequestWasReadEndsTheConnection() {
        Gate answered = new Gate();
        Script script = Script.beforeBody()
                .head("413 Too Large", "Content-Length: 2")
                .raw("no")
                .await(answered)
                .readBody();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.post(upstream.origin(), Bodies.filler(1L << 30)));
            RecordedRequest request = upstream.awaitRequest(Limits.SOON);
            assertThat(bench().bytes(reply)).asString().isEqualTo("no");
            answered.open();
            assertThat(request.body()).failsWithin(Limits.SOON);
            Stages.await(request.connection().closedByPeer());
        }
    }

    /** What is kept of an answer may lie in several places on its way; its end must pass them all, in whichever it is. */
    @Test
    default void aBodyWithoutLengthIsWholeHoweverMuchCameBeforeAnybodyAsked() {
        List<Gate> closed = IntStream.rangeClosed(0, TEXT.length())
                .mapToObj(flushes -> new Gate())
                .toList();
        try (FaultyUpstream upstream = FaultyUpstream.answering(request -> {
            int flushes = Integer.parseInt(request.target().substring(1));
            return flushes(Script.afterBody().head("200 OK"), flushes).close().signal(closed.get(flushes));
        })) {
            List<StepSubscriber> bodies = new ArrayList<>();
            for (int flushes = 1; flushes <= TEXT.length(); flushes++) {
                bodies.add(bench().subscribe(bench().answer(Calls.get(upstream.origin(), "/" + flushes)), 0));
            }
            for (int flushes = 1; flushes <= TEXT.length(); flushes++) {
                closed.get(flushes).await(Limits.SOON);
            }
            Stages.staysOpen(bodies.get(0).ended(), Limits.QUIET);
            for (StepSubscriber body : bodies) {
                bench().run(() -> body.request(Long.MAX_VALUE));
            }
            for (int flushes = 1; flushes <= TEXT.length(); flushes++) {
                StepSubscriber body = bodies.get(flushes - 1);
                Stages.await(body.ended());
                assertThat(body.bytes()).asString().isEqualTo(TEXT.substring(0, flushes));
            }
        }
    }

    /** Wherever the end of a whole answer lies that nobody reads, the next answer on its connection passes it. */
    @Test
    default void anAnswerThatNobodyReadsDoesNotHoldUpTheNext() {
        for (int chunks = 12; chunks <= 20; chunks++) {
            Gate sent = new Gate();
            Script script = chunks(chunks).lastChunk().signal(sent);
            try (FaultyUpstream upstream = FaultyUpstream.answering(script, Script.answer("200 OK", "next"))) {
                StepSubscriber unread = bench().subscribe(bench().answer(Calls.get(upstream.origin())), 0);
                sent.await(Limits.SOON);
                Stages.staysOpen(unread.ended(), Limits.SHORT);
                assertThat(bench().text(Calls.get(upstream.origin())))
                        .as("after %d chunks", chunks)
                        .isEqualTo("next");
                bench().run(() -> unread.request(Long.MAX_VALUE));
                Stages.await(unread.ended());
                assertThat(unread.bytes()).asString().isEqualTo(TEXT.substring(0, chunks));
            }
        }
    }

    private static void assertBrokenOff(GatewayException failure) {
        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_CLOSED);
        assertThat(failure.reach()).isEqualTo(Reach.STARTED);
    }
}
