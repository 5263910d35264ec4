package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.FailurePolicy;
import dev.sluice.core.routing.ModelInfo;
import dev.sluice.core.routing.Share;
import dev.sluice.core.support.Retries;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.ScriptedProvider.Asked;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.SingleThread;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams until their first event, which decides whether another deployment is tried. */
class StreamAttemptsTest {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static TestCall streamed() {
        return TestCall.post("/x", "{\"model\":\"m\",\"stream\":true}");
    }

    private static Deployment impatient(String id) {
        return new Deployment(
                id,
                "m",
                "test",
                "up",
                Setup.account(id),
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.of(LIMIT),
                FailurePolicy.DEFAULT,
                ModelInfo.UNKNOWN,
                Map.of());
    }

    private static TestGateway impatient(int retries, String... ids) {
        List<Deployment> group =
                Stream.of(ids).map(StreamAttemptsTest::impatient).toList();
        return Setup.of(group).router(Retries.of(retries)).start();
    }

    @Test
    void everyByteArrivesThatWasReadAhead() {
        TestGateway gateway = Setup.group("m", "a", "b").start();
        String[] chunks = {": hi\n\n", "ev", "ent: x\ndata: {\"a\":", "1}\n", "\nda", "ta: 2\n\n", "data: [DONE]\n\n"};
        gateway.upstream.script("a", Answer.events(chunks));

        HttpReply reply = gateway.call(streamed());

        assertThat(Streams.text(reply.body()).join()).isEqualTo(String.join("", chunks));
        assertThat(gateway.called()).containsExactly("a");
    }

    @Test
    void aStreamThatIsOverBeforeItsFirstEventIsAnAnswer() {
        TestGateway gateway = Setup.group("m", "a", "b").start();
        gateway.upstream.script("a", Answer.events(": nothing\n\n"));

        HttpReply reply = gateway.call(streamed());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Streams.text(reply.body()).join()).isEqualTo(": nothing\n\n");
        assertThat(gateway.called()).containsExactly("a");
    }

    @Test
    void anErrorLaterIsTheClients() {
        TestGateway gateway = Setup.group("m", "a", "b").start();
        gateway.upstream.script("a", Answer.events("data: {\"a\":1}\n\ndata: {\"error\":{\"code\":\"x\"}}\n\n"));

        HttpReply reply = gateway.call(streamed());

        assertThat(Streams.text(reply.body()).join()).contains("error");
        assertThat(gateway.called()).containsExactly("a");
        assertThat(gateway.router.outcomes.get(0).failure()).isEmpty();
    }

    @Test
    void everyFormOfAnErrorIsOneAndNothingElseIs() {
        for (String event : List.of(
                "{\"error\":{\"message\":\"x\"}}",
                "{\"error\":\"overloaded\"}",
                "{\"type\":\"error\",\"code\":\"server_error\",\"message\":\"x\"}",
                "{\"id\":\"1\",\"error\":{\"code\":500}}")) {
            assertThat(attempts("data: " + event + "\n\n")).as(event).isEqualTo(2);
        }
        for (String event : List.of(
                "{\"error\":null,\"id\":\"1\"}",
                "{\"type\":\"response.created\",\"response\":{\"error\":{\"a\":1}}}",
                "{\"type\":\"errors\"}",
                "{\"choices\":[{\"error\":{}}]}",
                "[DONE]",
                "not json")) {
            assertThat(attempts("data: " + event + "\n\n")).as(event).isEqualTo(1);
        }
    }

    private static int attempts(String stream) {
        TestGateway gateway = Setup.group("m", "a", "b").start();
        gateway.upstream.script("a", Answer.events(stream));
        gateway.upstream.script("b", Answer.events("data: fine\n\n"));
        gateway.call(streamed());
        return gateway.called().size();
    }

    @Test
    void theLimitForTheFirstEventLetsTheNextOneTry() {
        TestGateway gateway = impatient(2, "a", "b");
        CompletableFuture<HttpReply> never = new CompletableFuture<>();
        gateway.upstream.script("a", (deployment, request) -> never);
        gateway.upstream.script("b", Answer.events("data: fine\n\n"));

        CompletableFuture<HttpReply> reply = gateway.serve(streamed());
        assertThat(gateway.loop.untilNext()).isCloseTo(LIMIT, Duration.ofMillis(1));
        gateway.loop.runNext();

        assertThat(Streams.text(reply.join().body()).join()).isEqualTo("data: fine\n\n");
        assertThat(gateway.called()).containsExactly("a", "b");
        assertThat(gateway.upstream.asked.get(0).context().cancellation().isCancelled())
                .isTrue();
        assertThat(gateway.upstream.asked.get(1).context().cancellation().isCancelled())
                .isFalse();
        assertThat(gateway.router.outcomes.get(0).failure()).contains(FailureClass.TIMEOUT);
        assertThat(gateway.loop.waiting()).isZero();
    }

    @Test
    void theLimitCountsUntilTheEventNotUntilTheHead() {
        TestGateway gateway = impatient(2, "a", "b");
        Valve silent = new Valve();
        gateway.upstream.script("a", Answer.of(silent.reply()));
        gateway.upstream.script("b", Answer.events("data: fine\n\n"));

        CompletableFuture<HttpReply> reply = gateway.serve(streamed());
        silent.emit(": still thinking\n\n");
        assertThat(reply).isNotDone();
        gateway.loop.runNext();

        assertThat(Streams.text(reply.join().body()).join()).isEqualTo("data: fine\n\n");
        assertThat(gateway.upstream.asked.get(0).context().cancellation().isCancelled())
                .isTrue();
    }

    @Test
    void whoeverIsInTimeIsNotDisturbedLater() {
        TestGateway gateway = impatient(2, "a", "b");
        Valve source = new Valve();
        gateway.upstream.script("a", Answer.of(source.reply()));

        CompletableFuture<HttpReply> reply = gateway.serve(streamed());
        source.emit("data: 1\n\n");
        assertThat(gateway.loop.waiting()).isZero();
        CompletableFuture<String> text = Streams.text(reply.join().body());
        source.emit("data: 2\n\n");
        source.end();

        assertThat(text.join()).isEqualTo("data: 1\n\ndata: 2\n\n");
        assertThat(gateway.upstream.asked.get(0).context().cancellation().isCancelled())
                .isFalse();
    }

    @Test
    void anAnswerThatComesTooLateIsDropped() {
        TestGateway gateway = impatient(2, "a", "b");
        CompletableFuture<HttpReply> late = new CompletableFuture<>();
        gateway.upstream.script("a", (deployment, request) -> late);
        gateway.upstream.script("b", Answer.events("data: fine\n\n"));
        CompletableFuture<HttpReply> reply = gateway.serve(streamed());
        gateway.loop.runNext();

        late.complete(new Valve().reply());

        assertThat(Streams.text(reply.join().body()).join()).isEqualTo("data: fine\n\n");
        assertThat(gateway.router.finished).containsExactly("a", "b");
        assertThat(gateway.router.outcomes).hasSize(2);
    }

    @Test
    void commentsAreHeldBackForASecondAtMost() {
        TestGateway gateway = Setup.group("m", "a", "b").start();
        Valve slow = new Valve();
        gateway.upstream.script("a", Answer.of(slow.reply()));
        CompletableFuture<HttpReply> reply = gateway.serve(streamed());
        slow.emit(": thinking\n\n");
        assertThat(reply).isNotDone();

        gateway.loop.runNext();
        CompletableFuture<String> text = Streams.text(reply.join().body());
        slow.emit("data: {\"error\":1}\n\n");
        slow.end();

        assertThat(text.join()).isEqualTo(": thinking\n\ndata: {\"error\":1}\n\n");
        assertThat(gateway.nanos.get()).isCloseTo(Duration.ofSeconds(1).toNanos(), within(1_000L));
        assertThat(gateway.called()).containsExactly("a");
        assertThat(gateway.loop.waiting()).isZero();
    }

    @Test
    void signalsFromAnotherThreadComeBackToTheLoop() throws Exception {
        TestGateway gateway = Setup.group("m", "a", "b").start();
        Valve elsewhere = new Valve();
        gateway.upstream.script("a", Answer.of(elsewhere.reply()));
        gateway.upstream.script("b", Answer.events("data: fine\n\n"));
        try (SingleThread loop = new SingleThread()) {
            CompletableFuture<HttpReply> reply = gateway.serve(streamed(), loop);
            elsewhere.emit("data: {\"error\":1}\n\n");

            assertThat(Streams.text(reply.get(10, TimeUnit.SECONDS).body()).get(10, TimeUnit.SECONDS))
                    .isEqualTo("data: fine\n\n");
        }
        assertThat(gateway.upstream.asked).extracting(Asked::thread).containsOnly(SingleThread.NAME);
    }

    @Test
    void theLastAttemptMayTakeItsTime() {
        TestGateway gateway = impatient(0, "a");
        gateway.upstream.script("a", (deployment, request) -> new CompletableFuture<>());

        gateway.begin(streamed());

        assertThat(gateway.loop.waiting()).isZero();
    }

    @Test
    void theLimitIsForStreamsAlone() {
        TestGateway gateway = impatient(2, "a", "b");
        gateway.upstream.script("a", (deployment, request) -> new CompletableFuture<>());

        gateway.begin(TestCall.post("/x", "{\"model\":\"m\",\"stream\":false}"));

        assertThat(gateway.loop.waiting()).isZero();
    }

    @Test
    void aClientThatLeavesStopsAnAttemptWithALimit() {
        TestGateway gateway = impatient(2, "a", "b");
        gateway.upstream.script("a", (deployment, request) -> new CompletableFuture<>());
        TestCall call = streamed();

        gateway.begin(call);
        call.cancellation().cancel();

        assertThat(gateway.upstream.asked.get(0).context().cancellation().isCancelled())
                .isTrue();
    }

    /** A stream that a test opens step by step, whatever was asked for. */
    private static final class Valve implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        private final CompletableFuture<Flow.Subscriber<? super ByteBuffer>> subscriber = new CompletableFuture<>();

        HttpReply reply() {
            return new HttpReply(
                    200, Headers.of("Content-Type", "text/event-stream"), new Body.Stream(this, OptionalLong.empty()));
        }

        void emit(String text) {
            subscriber.join().onNext(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        }

        void end() {
            subscriber.join().onComplete();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> newSubscriber) {
            subscriber.complete(newSubscriber);
            newSubscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
