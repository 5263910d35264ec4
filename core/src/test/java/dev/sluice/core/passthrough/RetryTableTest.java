package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.passthrough.RetryTable.Next;
import dev.sluice.core.passthrough.RetryTable.Row;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.support.Retries;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of the table in {@code docs/retries.md}, with each method, body, budget and size of the group. */
class RetryTableTest {
    private static final Map<String, Answer> FAILURES = failures();

    @Test
    void theTableHasEveryFailure() {
        assertThat(RetryTable.rows()).extracting(Row::what).containsExactlyElementsOf(FAILURES.keySet());
    }

    @TestFactory
    Stream<DynamicTest> rows() {
        return RetryTable.rows().stream()
                .flatMap(row -> Stream.of("POST", "GET")
                        .flatMap(method -> Stream.of(true, false)
                                .flatMap(streamed -> IntStream.rangeClosed(0, 2)
                                        .boxed()
                                        .flatMap(retries -> Stream.of(List.of("a"), List.of("a", "b", "c"))
                                                .map(group -> new Case(row, method, streamed, retries, group))))))
                .map(each -> DynamicTest.dynamicTest(each.name(), each::play));
    }

    private static Map<String, Answer> failures() {
        Map<String, Answer> all = new LinkedHashMap<>();
        all.put("the connection is refused", failure(ErrorKind.UPSTREAM_UNREACHABLE, Reach.NOT_SENT));
        all.put("the connection is not made in time", failure(ErrorKind.UPSTREAM_TIMEOUT, Reach.NOT_SENT));
        all.put("the connection breaks before the answer", failure(ErrorKind.UPSTREAM_CLOSED, Reach.SENT));
        all.put("no answer comes in time", failure(ErrorKind.UPSTREAM_TIMEOUT, Reach.SENT));
        all.put("the answer is not HTTP", failure(ErrorKind.UPSTREAM_INVALID, Reach.STARTED));
        all.put("the deployment's key is gone", failure(ErrorKind.NO_UPSTREAM, Reach.NOT_SENT));
        for (int status : new int[] {408, 409, 429, 500, 502, 503, 504, 529}) {
            all.put(Integer.toString(status), Answer.json(status, "{}"));
        }
        all.put("500 with `x-should-retry: false`", Answer.json(500, "{}", "x-should-retry", "false"));
        all.put("401", Answer.json(401, "{}"));
        all.put("403", Answer.json(403, "{}"));
        all.put("404 `model_not_found`", error(404, "model_not_found"));
        all.put("404 `DeploymentNotFound`", error(404, "DeploymentNotFound"));
        all.put("404", Answer.json(404, "{}"));
        all.put("400", Answer.json(400, "{}"));
        all.put("422", Answer.json(422, "{}"));
        all.put("400 `context_length_exceeded`", error(400, "context_length_exceeded"));
        all.put("400 `content_filter`", error(400, "content_filter"));
        all.put(
                "a stream whose first event is an error",
                Answer.events(": hello\n\n", "event: error\nda", "ta: {\"error\":{\"message\":\"no\"}}\n\n"));
        all.put(
                "a stream whose first event is `rate_limit_exceeded`",
                Answer.events("data: {\"error\":{\"code\":\"rate_limit_exceeded\"}}\n\n"));
        GatewayException gone = new GatewayException(ErrorKind.UPSTREAM_CLOSED, Reach.STARTED, "gone");
        all.put(
                "a stream that breaks before its first event",
                Answer.brokenEvents(gone, ": hello\n\n", "data: {\"a\""));
        all.put(
                "a stream that breaks after its first event",
                Answer.brokenEvents(gone, "data: {\"a\":1}\n\n", "data: {"));
        return all;
    }

    private static Answer failure(ErrorKind kind, Reach reach) {
        return Answer.failure(new GatewayException(kind, reach, "scripted"));
    }

    private static Answer error(int status, String code) {
        return Answer.json(status, "{\"error\":{\"message\":\"scripted\",\"code\":\"" + code + "\"}}");
    }

    private record Case(Row row, String method, boolean streamed, int retries, List<String> group) {
        String name() {
            return row.what() + ", " + method + (streamed ? " streamed" : "") + ", " + retries + " retries, group of "
                    + group.size();
        }

        void play() {
            RouterSettings settings = Retries.of(retries);
            TestGateway gateway = Setup.group("m", group.toArray(String[]::new))
                    .router(settings)
                    .start();
            gateway.upstream.otherwise(Objects.requireNonNull(FAILURES.get(row.what())));
            List<String> expected = expectedAttempts();

            int waits = 0;
            CompletableFuture<HttpReply> reply = gateway.serve(
                    TestCall.of(method, "/x").body(Streams.of("{\"model\":\"m\",\"stream\":" + streamed + "}")));
            while (!reply.isDone()) {
                assertThat(gateway.loop.untilNext()).isBetween(Duration.ofMillis(375), Duration.ofSeconds(8));
                gateway.loop.runNext();
                waits++;
            }

            assertThat(gateway.called()).isEqualTo(expected);
            assertThat(waits)
                    .isEqualTo(expected.size() - expected.stream().distinct().count());
            assertThat(gateway.loop.waiting()).isZero();
            assertOutcomes(gateway, expected.size());
            assertAnswer(gateway, reply.join(), expected);
        }

        private List<String> expectedAttempts() {
            return switch (row.next(method)) {
                case NO -> List.of("a");
                case ELSEWHERE -> group.subList(0, Math.min(group.size(), retries + 1));
                case ANYWHERE -> {
                    List<String> all = new ArrayList<>(group);
                    while (all.size() < retries + 1) {
                        all.addAll(group);
                    }
                    yield all.subList(0, retries + 1);
                }
            };
        }

        private void assertOutcomes(TestGateway gateway, int attempts) {
            Optional<FailureClass> failure = row.failure().map(Case::failureClass);
            List<Optional<FailureClass>> expected = new ArrayList<>(Collections.nCopies(attempts, failure));
            if (isStream() && isLast(attempts)) {
                expected.set(attempts - 1, Optional.empty());
            }
            assertThat(gateway.router.outcomes)
                    .extracting(AttemptOutcome::failure)
                    .isEqualTo(expected);
        }

        private boolean isStream() {
            return row.what().startsWith("a stream");
        }

        /** Nobody could do better than the last attempt: its stream is the client's from the first byte. */
        private boolean isLast(int attempt) {
            return attempt > retries;
        }

        private static FailureClass failureClass(String name) {
            return Stream.of(FailureClass.values())
                    .filter(each -> each.errorName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private void assertAnswer(TestGateway gateway, HttpReply reply, List<String> attempts) {
            boolean relayed = row.answer().equals("the answer");
            int status = isStream() && (relayed || isLast(attempts.size()))
                    ? 200
                    : Integer.parseInt(relayed ? row.what().substring(0, 3) : row.answer());
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers().first("x-litellm-model-id")).contains(attempts.get(attempts.size() - 1));
            assertThat(reply.headers().first("x-litellm-model-group")).contains("m");
            assertThat(reply.headers().first("x-litellm-attempted-retries"))
                    .contains(Integer.toString(attempts.size() - 1));
            assertThat(reply.headers().first("x-litellm-attempted-fallbacks")).contains("0");
            boolean mayBeDone = method.equals("POST") && row.post() == Next.NO && !relayed && status >= 400;
            boolean upstreams = row.what().contains("x-should-retry");
            assertThat(reply.headers().first("x-should-retry"))
                    .isEqualTo(
                            upstreams || mayBeDone || (status >= 400 && attempts.size() > 1)
                                    ? Optional.of("false")
                                    : Optional.empty());
            assertThat(Streams.text(reply.body())).isDone();
            assertThat(gateway.router.finished).isEqualTo(attempts);
            assertThat(gateway.events)
                    .filteredOn(LogEvent.Attempted.class::isInstance)
                    .hasSize(attempts.size());
            assertThat(gateway.events)
                    .filteredOn(LogEvent.Completed.class::isInstance)
                    .hasSize(1);
            assertThat(gateway.completed().attempts()).hasSize(attempts.size());
        }
    }
}
