package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.support.Retries;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one call's attempts look like, beside the table of {@code docs/retries.md}. */
class AttemptsTest {
    private static final Answer FINE = Answer.json(200, "{\"fine\":true}");

    private static TestCall call() {
        return TestCall.post("/x", "{\"model\":\"m\"}");
    }

    @Test
    void theAnswerOfWhoeverIsWellReachesTheClient() {
        TestGateway gateway =
                Setup.group("m", "a", "b", "c").router(Retries.of(2)).start();
        gateway.upstream.script("a", Answer.json(429, "{\"limit\":1}"));
        gateway.upstream.script("b", Answer.json(500, "{\"broken\":1}"));
        gateway.upstream.script("c", FINE);

        HttpReply reply = gateway.call(call());

        assertThat(gateway.called()).containsExactly("a", "b", "c");
        assertThat(gateway.requests())
                .allSatisfy(request ->
                        assertThat(Streams.text(request.body()).join()).isEqualTo("{\"model\":\"m\"}"));
        assertThat(Streams.text(reply.body()).join()).isEqualTo("{\"fine\":true}");
        assertThat(reply.headers().first("x-litellm-model-id")).contains("c");
        assertThat(reply.headers().first("x-litellm-attempted-retries")).contains("2");
        assertThat(reply.headers().first("x-litellm-response-duration-ms")).contains("0.000");
        assertThat(reply.headers().contains("x-should-retry")).isFalse();
        assertThat(gateway.completed().lastAttempt().map(AttemptFacts::deployment))
                .contains("c");
    }

    @ParameterizedTest
    @CsvSource({
        // header, value, shortest wait, longest wait in ms
        "Retry-After, 7, 7000, 7125",
        "Retry-After, 0.5, 500, 625",
        "Retry-After, 'Thu, 01 Jan 1970 00:00:30 GMT', 30000, 30125",
        "Retry-After, 'Wed, 31 Dec 1969 00:00:30 GMT', 375, 500",
        "Retry-After, 0, 375, 500",
        "Retry-After, -3, 375, 500",
        "Retry-After, soon, 375, 500",
        "Retry-After, NaN, 375, 500",
        "retry-after-ms, 1500, 1500, 1625",
        "x-ratelimit-reset-requests, 1s, 1000, 1125",
        "x-ratelimit-reset-tokens, 6ms, 6, 131",
        "x-ratelimit-reset-requests, 0m59.5s, 59500, 59625",
    })
    void aDeploymentIsAskedAgainAfterTheTimeItNamed(String header, String value, long shortest, long longest) {
        TestGateway gateway = Setup.group("m", "a").router(Retries.of(1)).start();
        gateway.upstream.script("a", Answer.json(429, "{}", header, value), FINE);

        CompletableFuture<HttpReply> reply = gateway.serve(call());

        assertThat(reply).isNotDone();
        assertThat(gateway.loop.untilNext()).isBetween(Duration.ofMillis(shortest), Duration.ofMillis(longest));
        gateway.loop.runNext();
        assertThat(reply.join().status()).isEqualTo(200);
    }

    @Test
    void theMilliSecondsOutrankTheSecondsAndTheUsedUpLimitTheOther() {
        TestGateway gateway = Setup.group("m", "a").router(Retries.of(1)).start();
        Answer both = Answer.json(429, "{}", "Retry-After", "9", "retry-after-ms", "2000");
        Answer limits = Answer.json(
                429,
                "{}",
                "x-ratelimit-remaining-requests",
                "0",
                "x-ratelimit-reset-requests",
                "3s",
                "x-ratelimit-remaining-tokens",
                "100",
                "x-ratelimit-reset-tokens",
                "20s");
        gateway.upstream.script("a", both, FINE, limits, FINE);

        gateway.begin(call());
        assertThat(gateway.loop.untilNext()).isBetween(Duration.ofMillis(2000), Duration.ofMillis(2125));
        gateway.loop.runNext();
        gateway.begin(call());
        assertThat(gateway.loop.untilNext()).isBetween(Duration.ofMillis(3000), Duration.ofMillis(3125));
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 61",
        "Retry-After, 86400",
        "x-ratelimit-reset-requests, 1d",
        "x-ratelimit-reset-tokens, 2m"
    })
    void whoAskedForALongRestIsNotAskedAgain(String header, String value) {
        TestGateway gateway = Setup.group("m", "a").router(Retries.of(2)).start();
        gateway.upstream.otherwise(Answer.json(429, "{\"limit\":1}", header, value));

        HttpReply reply = gateway.call(call());

        assertThat(gateway.called()).containsExactly("a");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers().first(header)).contains(value);
        assertThat(gateway.router.outcomes.get(0).retryAfter().orElseThrow()).isGreaterThan(Duration.ofSeconds(60));
        assertThat(Streams.text(reply.body()).join()).isEqualTo("{\"limit\":1}");
        assertThat(gateway.router.finished).containsExactly("a", "a");
    }

    @Test
    void othersAreAskedAtOnceHoweverLongOneWantsToRest() {
        TestGateway gateway = Setup.group("m", "a", "b").router(Retries.of(2)).start();
        gateway.upstream.script("a", Answer.json(429, "{}", "Retry-After", "3600"));
        gateway.upstream.script("b", FINE);

        assertThat(gateway.call(call()).status()).isEqualTo(200);
        assertThat(gateway.called()).containsExactly("a", "b");
    }

    @Test
    void waitsGrowAndAreNeverShorterThanTheConfigurationSays() {
        TestGateway growing = Setup.group("m", "a").router(Retries.of(7)).start();
        growing.upstream.otherwise(Answer.json(500, "{}"));
        CompletableFuture<HttpReply> reply = growing.serve(call());
        for (long longest : new long[] {500, 1000, 2000, 4000, 8000, 8000, 8000}) {
            assertThat(growing.loop.untilNext())
                    .isBetween(Duration.ofMillis(longest * 3 / 4), Duration.ofMillis(longest));
            growing.loop.runNext();
        }
        assertThat(reply.join().status()).isEqualTo(500);

        TestGateway patient = Setup.group("m", "a")
                .router(Retries.of(1, Duration.ofSeconds(20)))
                .start();
        patient.upstream.otherwise(Answer.json(500, "{}"));
        patient.begin(call());
        assertThat(patient.loop.untilNext()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aBodyThatIsNotInMemoryIsSentOnce() {
        TestGateway gateway = Setup.group("m", "a", "b").router(Retries.of(2)).start();
        gateway.upstream.otherwise(Answer.json(503, "{}"));
        Body.Stream large = new Body.Stream(
                Streams.of("{\"model\":\"m\",\"pad\":\"", "x\"}").publisher(), java.util.OptionalLong.of(64L << 20));

        HttpReply reply = gateway.call(call().body(large));

        assertThat(gateway.called()).containsExactly("a");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().contains("x-should-retry")).isFalse();
    }

    @Test
    void aBodyThatWasNeverBegunMayGoElsewhere() {
        TestGateway gateway = Setup.group("m", "a", "b").router(Retries.of(2)).start();
        gateway.upstream.script(
                "a", Answer.failure(GatewayException.notSent(ErrorKind.UPSTREAM_UNREACHABLE, "refused")));
        Body.Stream large = new Body.Stream(
                Streams.of("{\"model\":\"m\",\"pad\":\"", "x\"}").publisher(), java.util.OptionalLong.of(64L << 20));

        assertThat(gateway.call(call().body(large)).status()).isEqualTo(200);
        assertThat(gateway.called()).containsExactly("a", "b");
    }

    @Test
    void aPolicySaysOtherNumbersForSomeFailures() {
        Map<FailureClass, Integer> policy =
                Map.of(FailureClass.RATE_LIMIT, 3, FailureClass.INTERNAL_SERVER, 0, FailureClass.TIMEOUT, 1);
        for (Map.Entry<Integer, Integer> each :
                Map.of(429, 4, 500, 1, 408, 2, 401, 3).entrySet()) {
            TestGateway gateway = Setup.group("m", "a", "b", "c", "d", "e")
                    .router(Retries.of(2, policy))
                    .start();
            gateway.upstream.otherwise(Answer.json(each.getKey(), "{}"));
            gateway.call(call());
            assertThat(gateway.called()).as("%d", each.getKey()).hasSize(each.getValue());
        }
    }

    @Test
    void theDefaultUpstreamIsAskedOnce() {
        TestGateway gateway =
                Setup.of().defaultUpstream(true).router(Retries.of(2)).start();
        gateway.upstream.otherwise(Answer.json(500, "{}", "x-should-retry", "true"));

        HttpReply reply = gateway.call(call());

        assertThat(gateway.called()).containsExactly("default");
        assertThat(reply.headers().first("x-should-retry")).contains("true");
        assertThat(reply.headers().contains("x-litellm-model-id")).isFalse();
    }

    @Test
    void whatMayHaveBeenDoneIsNotToBeSentAgainByTheClientEither() {
        TestGateway gateway = Setup.of().defaultUpstream(true).start();
        for (Reach reach : Reach.values()) {
            gateway.upstream.otherwise(
                    Answer.failure(new GatewayException(ErrorKind.UPSTREAM_CLOSED, reach, "scripted")));
            assertThat(gateway.call(call()).headers().first("x-should-retry"))
                    .as("POST %s", reach)
                    .isEqualTo(reach == Reach.NOT_SENT ? Optional.empty() : Optional.of("false"));
            assertThat(gateway.call(TestCall.get("/x")).headers().contains("x-should-retry"))
                    .as("GET %s", reach)
                    .isFalse();
        }
    }

    @Test
    void whoeverLeavesBeforeAnAttemptCausesNone() {
        TestGateway gateway = Setup.group("m", "a").start();
        TestCall call = call();
        call.cancellation().cancel();

        HttpReply reply = gateway.call(call);

        assertThat(reply.status()).isEqualTo(499);
        assertThat(gateway.called()).isEmpty();
        assertThat(gateway.router.outcomes).isEmpty();
        assertThat(gateway.router.finished).containsExactly("a");
    }

    @Test
    void whoeverLeavesDuringAnAttemptCausesNoOtherAndSpeaksAgainstNobody() {
        TestGateway gateway = Setup.group("m", "a", "b").start();
        CompletableFuture<HttpReply> upstream = new CompletableFuture<>();
        gateway.upstream.script("a", (deployment, request) -> upstream);
        TestCall call = call();

        CompletableFuture<HttpReply> reply = gateway.serve(call);
        call.cancellation().cancel();
        upstream.completeExceptionally(new GatewayException(ErrorKind.CLIENT_CLOSED, Reach.SENT, "left"));

        assertThat(reply.join().status()).isEqualTo(499);
        assertThat(gateway.called()).containsExactly("a");
        assertThat(gateway.router.outcomes).isEmpty();
        assertThat(gateway.router.finished).containsExactly("a");
        assertThat(gateway.completed().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
    }

    @Test
    void anAnswerThatIsJudgedAfterTheClientLeftIsNotImprovedOn() {
        TestGateway gateway = Setup.group("m", "a", "b").start();
        CompletableFuture<HttpReply> upstream = new CompletableFuture<>();
        gateway.upstream.script("a", (deployment, request) -> upstream);
        TestCall call = call();

        gateway.begin(call);
        call.cancellation().cancel();
        upstream.complete(new HttpReply(503, dev.sluice.core.http.Headers.EMPTY, Body.EMPTY));

        assertThat(gateway.called()).containsExactly("a");
        assertThat(gateway.router.outcomes).hasSize(1);
    }

    @Test
    void whoeverLeavesDuringAWaitEndsItAtOnce() {
        TestGateway gateway = Setup.group("m", "a").router(Retries.of(2)).start();
        gateway.upstream.script("a", Answer.json(500, "{}"), FINE);
        TestCall call = call();

        CompletableFuture<HttpReply> reply = gateway.serve(call);
        assertThat(reply).isNotDone();
        call.cancellation().cancel();

        assertThat(reply.join().status()).isEqualTo(499);
        assertThat(gateway.called()).containsExactly("a");
        assertThat(gateway.loop.waiting()).isZero();
        assertThat(gateway.router.finished).containsExactly("a", "a");
    }

    @Test
    void aProviderThatThrowsAndABodyThatDoesAreFailuresNotSilence() {
        TestGateway gateway = Setup.group("m", "a").router(Retries.of(2)).start();
        gateway.upstream.script("a", (deployment, request) -> {
            throw new IllegalStateException("bug");
        });
        assertThat(gateway.call(call()).status()).isEqualTo(500);

        Body.Stream unreadable = new Body.Stream(
                subscriber -> {
                    throw new IllegalStateException("bug");
                },
                java.util.OptionalLong.empty());
        gateway.upstream.script(
                "a",
                Answer.of(new HttpReply(
                        200, dev.sluice.core.http.Headers.of("Content-Type", "text/event-stream"), unreadable)),
                Answer.of(new HttpReply(500, dev.sluice.core.http.Headers.EMPTY, unreadable)));
        assertThat(gateway.call(call()).status()).isEqualTo(500);
        assertThat(gateway.call(call()).status()).isEqualTo(500);
    }
}
