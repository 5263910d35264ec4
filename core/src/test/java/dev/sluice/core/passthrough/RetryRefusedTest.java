package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.RetryRefusal;
import dev.sluice.core.support.Retries;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a failed attempt was the last, as the record has it. */
class RetryRefusedTest {
    private static final String BODY = "{\"model\":\"m\"}";

    private static Answer answer(String what) {
        return switch (what) {
            case "refused" -> failure(ErrorKind.UPSTREAM_UNREACHABLE, Reach.NOT_SENT);
            case "broken" -> failure(ErrorKind.UPSTREAM_CLOSED, Reach.SENT);
            case "later" -> Answer.json(429, "{}", "Retry-After", "120");
            case "never" -> Answer.json(500, "{}", "x-should-retry", "false");
            case "filtered" -> Answer.json(400, "{\"error\":{\"code\":\"content_filter\"}}");
            default -> Answer.json(Integer.parseInt(what), "{}");
        };
    }

    private static Answer failure(ErrorKind kind, Reach reach) {
        return Answer.failure(new GatewayException(kind, reach, "scripted"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // method, what happens each time, retries, attempts, why there are no more
                "POST, broken,   2, 1, MAY_HAVE_BEGUN",
                "GET,  broken,   0, 1, NO_RETRIES_LEFT",
                "POST, never,    2, 1, FINAL_ANSWER",
                "POST, filtered, 2, 1, FINAL_ANSWER",
                "POST, 503,      0, 1, NO_RETRIES_LEFT",
                "POST, 503,      2, 3, NO_RETRIES_LEFT",
                "POST, refused,  1, 2, NO_RETRIES_LEFT",
                "POST, 401,      2, 1, NO_DEPLOYMENT_LEFT",
                "POST, later,    2, 1, WAIT_TOO_LONG",
                // These are answers, and no failures.
                "POST, 200,      2, 1, -",
                "POST, 404,      2, 1, -",
            })
    void isSaidOfTheLastAttempt(String method, String what, int retries, int attempts, @Nullable RetryRefusal why) {
        TestGateway gateway = Setup.of("m").router(Retries.of(retries)).start();
        gateway.upstream.otherwise(answer(what));
        call(gateway, TestCall.post("/x", BODY), method);

        assertThat(gateway.completed().attempts())
                .extracting(AttemptFacts::number)
                .hasSize(attempts);
        assertThat(gateway.completed().retryRefused()).isEqualTo(Optional.ofNullable(why));
    }

    @Test
    void nothingIsRefusedWhereAnotherAttemptWentWell() {
        TestGateway gateway = Setup.of("m").router(Retries.of(2)).start();
        gateway.upstream.script("m-id", answer("503"));
        call(gateway, TestCall.post("/x", BODY), "POST");
        assertThat(gateway.called()).hasSize(2);
        assertThat(gateway.completed().retryRefused()).isEmpty();
    }

    /** A body beyond the limit passes by once. */
    @Test
    void aBodyThatWasNotKeptIsGone() {
        TestGateway gateway =
                Setup.of("m").router(Retries.of(2)).server(keeping(64)).start();
        gateway.upstream.otherwise(answer("503"));
        call(gateway, TestCall.post("/x", BODY, " ".repeat(1000), " "), "POST");
        assertThat(gateway.called()).hasSize(1);
        assertThat(gateway.completed().retryRefused()).contains(RetryRefusal.BODY_GONE);
    }

    @Test
    void whoeverLeavesIsTriedForNoMore() {
        TestGateway gateway = Setup.of("m").router(Retries.of(2)).start();
        TestCall call = TestCall.post("/x", BODY);
        gateway.upstream.otherwise((deployment, request) -> {
            call.cancellation().cancel();
            return CompletableFuture.failedFuture(CallRecord.clientLeft());
        });
        call(gateway, call, "POST");
        assertThat(gateway.called()).hasSize(1);
        assertThat(gateway.completed().retryRefused()).contains(RetryRefusal.CLIENT_LEFT);
    }

    private static void call(TestGateway gateway, TestCall call, String method) {
        TestCall asked =
                new TestCall(method, call.target(), call.entry(), call.headers(), call.body(), call.cancellation());
        CompletableFuture<HttpReply> reply = gateway.serve(asked);
        while (!reply.isDone()) {
            gateway.loop.runNext();
        }
        assertThat(Streams.text(reply.join().body())).isDone();
    }

    private static ServerSettings keeping(long bytes) {
        ServerSettings usual = ServerSettings.DEFAULT;
        return new ServerSettings(
                usual.masterKey(),
                usual.keyHeaderName(),
                usual.drainTimeout(),
                bytes,
                usual.replayBudget(),
                usual.maxRequestBytes(),
                usual.largestMessage(),
                usual.accessLog());
    }
}
