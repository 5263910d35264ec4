package dev.sluice.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.api.TestCaller.Answer;
import dev.sluice.core.http.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows which end of an attempt, and when: docs/decisions/0090. */
class RetriesTest {
    private static final RequestOptions OPTIONS = RequestOptions.DEFAULT.withTimeout(Duration.ofSeconds(30));
    private static final long MOST = -1;

    private static Endpoint endpoint(String method) {
        return method.equals("POST") ? Endpoint.post("/threads", "{}") : new Endpoint(method, "/x", "", noBody());
    }

    private static Optional<Object> noBody() {
        return Optional.empty();
    }

    private static Answer answer(String event, String headers) {
        String[] fields = headers.isEmpty()
                ? new String[0]
                : Arrays.stream(headers.split(": |; ")).map(String::strip).toArray(String[]::new);
        return switch (event) {
            case "lost" -> Answer.broken(200, fields);
            case "lost error" -> Answer.broken(503, fields);
            case "silent" -> Answer.none();
            case "stalled" -> Answer.stalled(fields);
            case "unreadable" -> Answer.of(200, StubCodec.NONSENSE, fields);
            default -> Answer.of(Integer.parseInt(event), "Sorry.", fields);
        };
    }

    /** The milliseconds until each timer that had to run before the call was over. */
    private static String waits(TestCaller server, CompletableFuture<?> call) {
        List<String> waits = new ArrayList<>();
        while (!call.isDone()) {
            waits.add(Long.toString(server.loop.untilNext().toMillis()));
            server.loop.runNext();
        }
        assertThat(server.loop.waiting()).as("timers that nobody needs").isZero();
        return String.join(" ", waits);
    }

    private static CompletableFuture<String> begin(TestCaller server, String method, RequestOptions options) {
        return server.caller.call(
                endpoint(method),
                options,
                (headers, bytes) -> server.caller.json().read(bytes, String.class));
    }

    private static Throwable failure(CompletableFuture<?> call) {
        return call.handle((value, failure) -> failure).join();
    }

    /** With two retries; an attempt that gets no answer ends after 30 s. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # the end of each attempt | with these headers            | GET, DELETE           | POST         | fails with
            408                       |                               | 500 1000              | 500 1000     | ApiException
            409                       |                               | 500 1000              | 500 1000     | ConflictException
            429                       |                               | 500 1000              | 500 1000     | RateLimitException
            500                       |                               | 500 1000              | 500 1000     | InternalServerException
            502                       |                               | 500 1000              | 500 1000     | InternalServerException
            503                       |                               | 500 1000              | 500 1000     | InternalServerException
            504                       |                               | 500 1000              | 500 1000     | ApiTimeoutException
            599                       |                               | 500 1000              | 500 1000     | InternalServerException
            400                       |                               |                       |              | BadRequestException
            401                       |                               |                       |              | AuthenticationException
            403                       |                               |                       |              | PermissionDeniedException
            404                       |                               |                       |              | NotFoundException
            422                       |                               |                       |              | UnprocessableEntityException
            499                       |                               |                       |              | ApiException
            400                       | x-should-retry: true          | 500 1000              | 500 1000     | BadRequestException
            503                       | x-should-retry: false         |                       |              | InternalServerException
            429                       | x-should-retry: perhaps       | 500 1000              | 500 1000     | RateLimitException
            429                       | retry-after-ms: 70            | 70 70                 | 70 70        | RateLimitException
            429                       | Retry-After: 3                | 3000 3000             | 3000 3000    | RateLimitException
            429                       | Retry-After: 1.5              | 1500 1500             | 1500 1500    | RateLimitException
            429                       | Retry-After: 60               | 60000 60000           | 60000 60000  | RateLimitException
            429                       | Retry-After: 61               | 500 1000              | 500 1000     | RateLimitException
            429                       | Retry-After: 86400            | 500 1000              | 500 1000     | RateLimitException
            429                       | Retry-After: 0                | 500 1000              | 500 1000     | RateLimitException
            429                       | Retry-After: -5               | 500 1000              | 500 1000     | RateLimitException
            429                       | Retry-After: soon             | 500 1000              | 500 1000     | RateLimitException
            429                       | Retry-After: Thu, 01 Jan 2026 00:00:07 GMT | 7000 7000 | 7000 7000   | RateLimitException
            429                       | Retry-After: Wed, 31 Dec 2025 23:00:00 GMT | 500 1000 | 500 1000     | RateLimitException
            429                       | retry-after-ms: 20; Retry-After: 9 | 20 20            | 20 20        | RateLimitException
            429                       | retry-after-ms: x; Retry-After: 9 | 9000 9000         | 9000 9000    | RateLimitException
            429                       | x-ratelimit-reset-requests: 9s | 500 1000             | 500 1000     | RateLimitException
            lost error                |                               | 500 1000              | 500 1000     | InternalServerException
            lost                      |                               | 500 1000              |              | ApiConnectionException
            lost                      | retry-after-ms: 5             | 5 5                   |              | ApiConnectionException
            lost                      | x-should-retry: false         |                       |              | ApiConnectionException
            lost                      | x-should-retry: true          | 500 1000              | 500 1000     | ApiConnectionException
            silent                    |                               | 30000 500 30000 1000 30000 | 30000   | ApiTimeoutException
            stalled                   |                               | 30000 500 30000 1000 30000 | 30000   | ApiTimeoutException
            stalled                   | x-should-retry: false         | 30000                 | 30000        | ApiTimeoutException
            unreadable                |                               |                       |              | ApiConnectionException
            """)
    void theTable(String event, String headers, String idempotent, String post, String exception) {
        for (String method : List.of("GET", "DELETE", "POST")) {
            TestCaller server = new TestCaller().answering(answer(event, headers == null ? "" : headers));
            CompletableFuture<String> call = begin(server, method, OPTIONS);
            String expected = method.equals("POST") ? post : idempotent;
            assertThat(waits(server, call)).as(method).isEqualTo(expected == null ? "" : expected);
            assertThat(failure(call).getClass().getSimpleName()).as(method).isEqualTo(exception);
        }
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        for (Duration time : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
            assertThatThrownBy(() -> OPTIONS.withTimeout(time)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> OPTIONS.withPollInterval(time)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> OPTIONS.withMaxRetries(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWaitDoublesUpToEightSeconds() {
        TestCaller server = new TestCaller().answering(Answer.of(500, "Sorry."));
        assertThat(waits(server, begin(server, "GET", OPTIONS.withMaxRetries(7))))
                .isEqualTo("500 1000 2000 4000 8000 8000 8000");
        assertThat(server.asked).hasSize(8);
    }

    @Test
    void jitterTakesAQuarterAtMost() {
        TestCaller server = new TestCaller(MOST).answering(Answer.of(500, "Sorry."));
        assertThat(waits(server, begin(server, "GET", OPTIONS.withMaxRetries(6))))
                .isEqualTo("375 750 1500 3000 6000 6000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "lost", "silent"})
    void noRetriesAreNone(String event) {
        TestCaller server = new TestCaller().answering(answer(event, ""));
        CompletableFuture<String> call = begin(server, "GET", OPTIONS.withMaxRetries(0));
        waits(server, call);
        assertThat(call).isCompletedExceptionally();
        assertThat(server.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "lost", "silent", "stalled"})
    void whatIsAnsweredAtLastIsTheResult(String event) {
        TestCaller server = new TestCaller().answering(answer(event, ""), Answer.of(200, "whole"));
        CompletableFuture<String> call = begin(server, "GET", OPTIONS);
        waits(server, call);
        assertThat(call).isCompletedWithValue("whole");
        assertThat(server.asked).hasSize(2);
    }

    @Test
    void eachAttemptSendsTheSameAndAllThatWasGivenUpIsCancelled() {
        TestCaller server = new TestCaller().answering(answer("500", ""), answer("429", ""), Answer.of(200, "whole"));
        CompletableFuture<String> call = begin(
                server, "POST", OPTIONS.withHeader("Idempotency-Key", "order-7").withHeader("X-Team", "tutors"));
        waits(server, call);
        assertThat(server.asked.stream().map(each -> each.headers().toString()).collect(Collectors.toSet()))
                .hasSize(1)
                .first()
                .asString()
                .containsIgnoringCase("idempotency-key");
        assertThat(server.asked)
                .hasSize(3)
                .allSatisfy(
                        each -> assertThat(((Body.Bytes) each.body()).size()).isEqualTo(2));

        TestCaller silent = new TestCaller().answering(Answer.none());
        waits(silent, begin(silent, "GET", OPTIONS));
        assertThat(silent.asked)
                .hasSize(3)
                .allSatisfy(
                        each -> assertThat(each.cancellation().isCancelled()).isTrue());
    }

    @Test
    void nothingIsAddedThatTheCallerDidNotSay() {
        TestCaller server = new TestCaller().answering(Answer.of(200, "whole"));
        waits(server, begin(server, "POST", OPTIONS));
        assertThat(server.asked.get(0).headers().toString().toLowerCase(Locale.ROOT))
                .doesNotContain("idempotency");
    }

    @Test
    void aCallThatIsCancelledWhileItWaitsIsNotMadeAgain() {
        TestCaller server = new TestCaller().answering(answer("500", ""));
        CompletableFuture<String> call = begin(server, "GET", OPTIONS);
        assertThat(server.loop.waiting()).isEqualTo(1);
        call.cancel(false);
        assertThat(server.loop.waiting()).isZero();
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void aCallThatIsCancelledWhileItIsAnsweredIsNotMadeAgain() {
        for (String event : List.of("silent", "stalled")) {
            TestCaller server = new TestCaller().answering(answer(event, ""));
            CompletableFuture<String> call = begin(server, "GET", OPTIONS);
            call.cancel(false);
            assertThat(server.asked.get(0).cancellation().isCancelled()).isTrue();
            assertThat(server.loop.waiting()).as(event).isZero();
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void aStreamHasUntilItsHeadAndIsNotBegunTwice() {
        TestCaller server = new TestCaller().answering(Answer.stalled());
        CompletableFuture<Caller.Opened> opened = server.caller.open(endpoint("POST"), OPTIONS);
        assertThat(opened).isCompleted();
        assertThat(server.loop.waiting()).as("the body has all the time").isZero();

        TestCaller silent = new TestCaller().answering(Answer.none());
        CompletableFuture<Caller.Opened> none = silent.caller.open(endpoint("POST"), OPTIONS);
        assertThat(waits(silent, none)).isEqualTo("30000");
        assertThat(failure(none)).isInstanceOf(ApiTimeoutException.class);
    }
}
