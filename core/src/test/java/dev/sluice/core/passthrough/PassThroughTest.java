package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.Quantity;
import dev.sluice.core.log.Usage;
import dev.sluice.core.support.SingleThread;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PassThroughTest {
    private static final String[] JSON = {"Content-Type", "application/json"};

    private final TestGateway gateway = new TestGateway(ServerSettings.DEFAULT, true, "gpt-4", "o1");

    @Test
    void goesToTheDeploymentOfTheModelAndNamesItAsTheUpstreamDoes() {
        gateway.call("/v1/chat/completions", Streams.of("{\"a\":1,\"mod", "el\":\"gpt-4\", \"z\": 2}"), JSON);

        assertThat(gateway.called()).containsExactly("gpt-4-id");
        Body sent = gateway.requests().get(0).bodyNaming("upstream-gpt-4");
        assertThat(Streams.text(sent).join()).isEqualTo("{\"a\":1,\"model\":\"upstream-gpt-4\", \"z\": 2}");
    }

    @Test
    void theProviderLearnsWhereTheCallLives() {
        gateway.call("/v1/x", Body.EMPTY);

        assertThat(gateway.upstream.asked)
                .extracting(asked -> asked.context().loop())
                .containsExactly(gateway.loop);
    }

    @Test
    void whoIsRefusedOnAnotherThreadIsToldWhereTheCallLives() throws Exception {
        CountDownLatch listening = new CountDownLatch(1);
        try (SingleThread loop = new SingleThread()) {
            loop.post(() -> awaits(listening));
            CompletableFuture<String> told = gateway.serve(
                            TestCall.get("/v1/x").header("Authorization", "Bearer wrong"), loop)
                    .thenApply(reply ->
                            reply.status() + " on " + Thread.currentThread().getName());
            listening.countDown();

            assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo("401 on " + SingleThread.NAME);
        }
    }

    @Test
    void whatNamesNoKnownModelGoesToTheDefaultUpstreamUnchanged() {
        gateway.call("/v1/x", Streams.of("{\"model\":\"unheard-of\"}"), JSON);
        gateway.call("/v1/x", Streams.of("{\"model\":\"gpt-4\"}"), "Content-Type", "multipart/form-data; boundary=x");
        gateway.call("/v1/x", Body.EMPTY);
        gateway.call("/v1/threads/t/runs", Streams.of("{\"model\":null}"), JSON);

        assertThat(gateway.called()).containsExactly("default", "default", "default", "default");
        Body sent = gateway.requests().get(0).bodyNaming("");
        assertThat(Streams.text(sent).join()).isEqualTo("{\"model\":\"unheard-of\"}");
    }

    @Test
    void withoutADefaultUpstreamAnUnknownModelIsRefusedWithTheKnownOnes() {
        TestGateway closed = new TestGateway(ServerSettings.DEFAULT, false, "gpt-4", "o1");

        HttpReply reply = closed.call("/v1/x", Streams.of("{\"model\":\"no\\\"pe\"}"), JSON);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(Streams.text(reply.body()).join())
                .isEqualTo("{\"error\":{\"message\":\"The model 'no\\\"pe' does not exist; known models: gpt-4, o1.\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":\"model_not_found\"}}");
        assertThat(closed.call("/v1/files", Body.EMPTY).status()).isEqualTo(400);
        assertThat(closed.called()).isEmpty();
    }

    @Test
    void aBodyThatTwoReadersUnderstandDifferentlyIsRefused() {
        for (String body : new String[] {
            "{\"model\":\"gpt-4\",\"model\":\"o1\"}",
            "{\"model\":1}",
            "{\"model\":null,\"model\":null}",
            "{\"model\":[\"gpt-4\"]}",
            "{\"mod\\u0065l\":\"gpt-4\",\"model\":\"o1\"}",
            "{\"model\":\"" + "x".repeat(2000) + "\"}"
        }) {
            assertThat(gateway.call("/v1/x", Streams.of(body), JSON).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(gateway.called()).isEmpty();
    }

    @Test
    void dotSegmentsGoNowhere() {
        assertThat(gateway.call("/v1/../admin", Body.EMPTY).status()).isEqualTo(400);
        assertThat(gateway.call("/v1/%2e%2E%2fadmin", Body.EMPTY).status()).isEqualTo(400);
        assertThat(gateway.called()).isEmpty();
    }

    @Test
    void takesTheKeyFromAnyOfItsHeadersAndSendsNoneOfThemOn() {
        for (String name : new String[] {"Authorization", "api-key", "X-Api-Key", "x-litellm-api-key", "x-own-key"}) {
            HttpReply reply = gateway.callWith(Headers.of(
                    name,
                    TestGateway.KEY,
                    "x-litellm-tags",
                    "a",
                    "Host",
                    "h",
                    "Expect",
                    "100-continue",
                    "X-Kept",
                    "v"));
            assertThat(reply.status()).as(name).isEqualTo(200);
        }
        gateway.callWith(Headers.of("authorization", "bEaReR  " + TestGateway.KEY, "X-Kept", "v"));
        assertThat(gateway.requests())
                .hasSize(6)
                .allSatisfy(request -> assertThat(request.headers()).isEqualTo(Headers.of("X-Kept", "v")));
    }

    @Test
    void refusesEveryOtherKey() {
        assertThat(gateway.callWith(Headers.EMPTY).status()).isEqualTo(401);
        assertThat(gateway.callWith(Headers.of("Authorization", "Bearer nope")).status())
                .isEqualTo(401);
        assertThat(gateway.callWith(Headers.of("Authorization", "")).status()).isEqualTo(401);
        assertThat(gateway.callWith(Headers.of("x-litellm-api-key", "nope", "Authorization", TestGateway.KEY))
                        .status())
                .isEqualTo(401);
        assertThat(gateway.called()).isEmpty();
        assertThat(gateway.completed().principal()).isEqualTo("unknown");
        assertThat(gateway.completed().error()).contains(ErrorKind.UNAUTHENTICATED);
    }

    @Test
    void relaysTheAnswerAndRecordsItOnceAtItsEnd() {
        gateway.answers(new HttpReply(
                429,
                Headers.of(
                        "Retry-After", "7",
                        "Connection", "x-hop",
                        "X-Hop", "1",
                        "Content-Type", "application/json",
                        "x-should-retry", "false"),
                Streams.of("{\"usage\":{\"prompt_to", "kens\":3,\"completion_tokens\":4}}")));

        HttpReply reply = gateway.call("/v1/threads/thread_1/runs", Streams.of("{\"model\":\"o1\"}"), JSON);
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers())
                .isEqualTo(Headers.of(
                        "Retry-After", "7",
                        "Content-Type", "application/json",
                        "x-should-retry", "false",
                        "x-litellm-model-id", "o1-id",
                        "x-litellm-model-group", "o1",
                        "x-litellm-attempted-retries", "0",
                        "x-litellm-attempted-fallbacks", "0",
                        "x-litellm-response-duration-ms", "0.000",
                        "x-litellm-overhead-duration-ms", "0.000"));
        assertThat(gateway.events).hasSize(2).last().isInstanceOf(LogEvent.Attempted.class);
        gateway.nanos.set(50);
        assertThat(Streams.text(reply.body()).join())
                .isEqualTo("{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}");

        assertThat(gateway.events).hasSize(3);
        LogEvent.Completed record = gateway.completed();
        assertThat(record.route().template()).isEqualTo("/v1/threads/{}/runs");
        assertThat(record.model()).contains("o1");
        assertThat(record.lastAttempt().map(AttemptFacts::deployment)).contains("o1-id");
        assertThat(record.attempts()).hasSize(1);
        assertThat(record.status()).isEqualTo(429);
        assertThat(record.requestBytes()).isEqualTo(14);
        assertThat(record.responseBytes()).isEqualTo(51);
        assertThat(record.firstByte()).isEqualTo(Duration.ofNanos(5));
        assertThat(record.duration()).isEqualTo(Duration.ofNanos(50));
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record.usage())
                .isEqualTo(Usage.exactly()
                        .set(Quantity.INPUT_TOKENS, 3)
                        .set(Quantity.OUTPUT_TOKENS, 4)
                        .build());
    }

    @Test
    void anAnswerThatBreaksOffNeverEndsWell() {
        gateway.answers(new HttpReply(
                200,
                Headers.of("Content-Type", "text/event-stream"),
                Streams.failing(
                        new GatewayException(ErrorKind.UPSTREAM_CLOSED, Reach.STARTED, "gone"),
                        "data: {\"a\":1}\n\n")));

        HttpReply reply = gateway.call("/v1/x", Body.EMPTY);
        assertThat(Streams.text(reply.body()))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(GatewayException.class);
        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.UPSTREAM_CLOSED);
        assertThat(gateway.completed().status()).isEqualTo(200);
    }

    @Test
    void ownFailuresAreAnswersInOpenAisShape() {
        gateway.fails(ErrorKind.UPSTREAM_TIMEOUT);
        HttpReply reply = gateway.call("/v1/x", Body.EMPTY);
        assertThat(reply.status()).isEqualTo(504);
        assertThat(reply.headers().first("Content-Type")).contains("application/json");
        assertThat(Streams.text(reply.body()).join())
                .isEqualTo("{\"error\":{\"message\":\"scripted\",\"type\":\"server_error\",\"param\":null,"
                        + "\"code\":\"upstream_timeout\"}}");
        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(gateway.completed().responseBytes()).isEqualTo(93);
    }

    @Test
    void aClientThatLeavesWhileItSendsIsRecordedAsSuch() {
        gateway.call(
                "/v1/x",
                Streams.failing(GatewayException.notSent(ErrorKind.CLIENT_CLOSED, "left"), "{\"model\":"),
                JSON);
        assertThat(gateway.called()).isEmpty();
        assertThat(gateway.completed().status()).isEqualTo(499);
        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
        assertThat(gateway.completed().requestBytes()).isEqualTo(9);
    }

    @Test
    void wrapsWhateverElseFailsWithoutTellingWhy() {
        GatewayException wrapped = GatewayException.from(new CompletionException(new IllegalStateException("secret")));
        assertThat(wrapped.kind()).isEqualTo(ErrorKind.INTERNAL);
        assertThat(wrapped.getMessage()).doesNotContain("secret");
        assertThat(Optional.ofNullable(wrapped.getCause())).isEmpty();
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
