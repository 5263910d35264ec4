package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.StepSubscriber;
import dev.sluice.testkit.fault.Faults;
import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.Gate;
import dev.sluice.testkit.fault.Pause;
import dev.sluice.testkit.fault.Script;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers come as the upstream sent them, and as soon as it did. */
interface TransportAnswers extends TransportConcern {
    @Test
    default void completesAtTheHeadBeforeTheBody() {
        Gate headSeen = new Gate();
        Script script =
                Script.afterBody().streamHead().await(headSeen).sse("late").lastChunk();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            assertThat(reply.status()).isEqualTo(200);
            headSeen.open();
            assertThat(bench().bytes(reply)).asString().isEqualTo("data: late\n\n");
        }
    }

    @Test
    default void eachFlushArrivesWithoutTheNext() {
        Gate firstSeen = new Gate();
        Script script = Script.afterBody()
                .streamHead()
                .sse("one")
                .await(firstSeen)
                .sse("two")
                .lastChunk();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            StepSubscriber body = bench().subscribe(reply, Long.MAX_VALUE);
            assertThat(body.awaitBytes(11, Limits.SOON)).asString().isEqualTo("data: one\n\n");
            firstSeen.open();
            Stages.await(body.ended());
            assertThat(body.bytes()).asString().isEqualTo("data: one\n\ndata: two\n\n");
        }
    }

    @Test
    default void headersKeepOrderSpellingAndDuplicates() {
        Script script = Script.afterBody()
                .head(
                        "200 Whatever",
                        "x-request-ID: abc",
                        "Set-Cookie: a=1; Path=/",
                        "X-RateLimit-Remaining-Tokens:  12  ",
                        "Set-Cookie: b=2",
                        "content-length: 2",
                        "X-Empty:")
                .raw("ok");
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            assertThat(Fields.of(reply.headers()))
                    .containsExactly(
                            "x-request-ID: abc",
                            "Set-Cookie: a=1; Path=/",
                            "X-RateLimit-Remaining-Tokens: 12",
                            "Set-Cookie: b=2",
                            "content-length: 2",
                            "X-Empty: ");
            assertThat(bench().bytes(reply)).asString().isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 302, 307, 400, 401, 404, 408, 409, 422, 429, 500, 502, 503, 504, 529})
    default void everyStatusIsAnAnswer(int status) {
        try (FaultyUpstream upstream = FaultyUpstream.answering(
                Script.answer(status + " Some Reason", "{\"a\":1}", "Location: /elsewhere", "Retry-After: 7"))) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers().first("Retry-After")).hasValue("7");
            assertThat(bench().bytes(reply)).asString().isEqualTo("{\"a\":1}");
            assertThat(upstream.requests()).as("redirects are not followed").hasSize(1);
        }
    }

    @Test
    default void anEmptyBodyEnds() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", ""))) {
            assertThat(bench().text(Calls.get(upstream.origin()))).isEmpty();
        }
    }

    @Test
    default void answersToHeadHaveNoBodyButTheirLength() {
        try (FaultyUpstream upstream =
                FaultyUpstream.answering(Script.afterBody().head("200 OK", "Content-Length: 1234"))) {
            HttpReply reply = bench().answer(Calls.of("HEAD", upstream.origin(), "/v1/files", Body.EMPTY));
            assertThat(reply.headers().first("Content-Length")).hasValue("1234");
            assertThat(bench().bytes(reply)).isEmpty();
        }
    }

    @Test
    default void noContentAndNotModifiedHaveNoBody() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(
                Script.afterBody().head("204 No Content", "X-A: 1"),
                Script.afterBody().head("304 Not Modified", "ETag: \"1\""))) {
            HttpReply none = bench().answer(Calls.get(upstream.origin()));
            assertThat(none.status()).isEqualTo(204);
            assertThat(bench().bytes(none)).isEmpty();
            HttpReply same = bench().answer(Calls.get(upstream.origin()));
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.headers().first("ETag")).hasValue("\"1\"");
            assertThat(bench().bytes(same)).isEmpty();
        }
    }

    @Test
    default void aBodyWithoutLengthEndsWithTheConnection() {
        Script script = Script.afterBody()
                .head("200 OK", "Connection: close")
                .raw("to the end")
                .close();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            assertThat(bench().text(Calls.get(upstream.origin()))).isEqualTo("to the end");
        }
    }

    @Test
    default void compressedBytesAreLeftAlone() {
        byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        Script script = Script.afterBody()
                .head("200 OK", "Content-Encoding: gzip", "Content-Length: " + gzip.length)
                .raw(gzip);
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpCall call = Calls.with(Calls.get(upstream.origin()), Headers.of("Accept-Encoding", "gzip"));
            HttpReply reply = bench().answer(call);
            assertThat(reply.headers().first("Content-Encoding")).hasValue("gzip");
            assertThat(bench().bytes(reply)).isEqualTo(gzip);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    default void packetsMayEndAnywhere(int part) {
        byte[] body =
                "event: x\r\ndata:{\"t\":\"\u2028 \ud83d\ude00\"}\r\n\r\n: ping\n\n".getBytes(StandardCharsets.UTF_8);
        Script script = Script.afterBody()
                .splitEvery(part, Pause.BRIEF)
                .streamHead()
                .chunk(body)
                .lastChunk();
        try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            assertThat(reply.headers().first("Content-Type")).hasValue("text/event-stream");
            assertThat(bench().bytes(reply)).isEqualTo(body);
        }
    }

    @Test
    default void headersMayBeLarge() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Faults.hugeHeader(32 * 1024))) {
            HttpReply reply = bench().answer(Calls.get(upstream.origin()));
            assertThat(reply.headers().first("X-Huge").orElseThrow()).hasSize(32 * 1024);
        }
    }

    @Test
    default void interimAnswersAreNotTheAnswer() {
        for (Script script : new Script[] {Faults.earlyHints(), Faults.continueTwice()}) {
            try (FaultyUpstream upstream = FaultyUpstream.answering(script)) {
                HttpReply reply = bench().answer(Calls.get(upstream.origin()));
                assertThat(reply.status()).isEqualTo(200);
                assertThat(bench().bytes(reply)).asString().isEqualTo("ok");
            }
        }
    }

    @Test
    default void completesAndSignalsOnTheCallersLoop() {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.stream("one"))) {
            CompletableFuture<Boolean> headOnLoop = new CompletableFuture<>();
            CompletableFuture<Boolean> endOnLoop = new CompletableFuture<>();
            PendingCall call = bench().start(Calls.get(upstream.origin()), reply -> {
                headOnLoop.complete(isOnLoop());
                Bodies.collect(reply.body()).whenComplete((bytes, failure) -> endOnLoop.complete(isOnLoop()));
            });
            Stages.await(call.reply());
            assertThat(Stages.await(headOnLoop)).isTrue();
            assertThat(Stages.await(endOnLoop)).isTrue();
        }
    }
}
