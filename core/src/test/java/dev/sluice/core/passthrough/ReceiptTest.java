package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.log.Usage;
import dev.sluice.core.price.Prices;
import dev.sluice.core.price.Rate;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailurePolicy;
import dev.sluice.core.routing.ModelInfo;
import dev.sluice.core.routing.Share;
import dev.sluice.core.support.Retries;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of usage and cost where several attempts were made, and before an answer's head is sent. */
class ReceiptTest {
    private static final String COST = "x-litellm-response-cost";
    private static final Usage SAID = Usage.ofTokens(3, 4, 7);
    private static final String ANSWER =
            "{\"id\":\"x\",%s\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}";

    private final TestGateway gateway = Setup.of(List.of(
                    deployment("paid", "0.0000025", "0.00001"),
                    deployment("free", "0", "0"),
                    Setup.deployment("unpriced-id", "unpriced", Account.NONE)))
            .router(Retries.of(1))
            .start();

    private static Deployment deployment(String group, String in, String out) {
        return new Deployment(
                group + "-id",
                group,
                "test",
                "upstream",
                Account.NONE,
                Share.EQUAL,
                Timeouts.DEFAULT,
                Optional.empty(),
                FailurePolicy.DEFAULT,
                new ModelInfo(
                        Optional.empty(),
                        Optional.empty(),
                        new Prices(
                                Map.of(Rate.INPUT_TOKEN, new BigDecimal(in), Rate.OUTPUT_TOKEN, new BigDecimal(out)))),
                Map.of());
    }

    private static Answer fails(ErrorKind kind, Reach reach) {
        return Answer.failure(new GatewayException(kind, reach, "scripted"));
    }

    private static Answer said(String more) {
        return Answer.json(200, ANSWER.formatted(more));
    }

    private static HttpReply inMemory(String json) {
        return new HttpReply(
                200,
                Headers.of("Content-Type", "application/json"),
                Body.Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** PUT: the one method that may be sent again after it has arrived, and asks for something. */
    private HttpReply call(String method, String model) {
        TestCall post = TestCall.post("/v1/unheard_of", "{\"model\":\"" + model + "\"}");
        CompletableFuture<HttpReply> reply = gateway.serve(
                new TestCall(method, post.target(), post.entry(), post.headers(), post.body(), post.cancellation()));
        while (!reply.isDone()) {
            gateway.loop.runNext();
        }
        assertThat(Streams.text(reply.join().body())).isDone();
        return reply.join();
    }

    private LogEvent.Completed record() {
        return gateway.completed();
    }

    @Test
    void whatMayHaveBeenPaidTwiceIsTheLeast() {
        gateway.upstream.script("paid-id", fails(ErrorKind.UPSTREAM_CLOSED, Reach.SENT), said(""));
        call("PUT", "paid");
        assertThat(record().attempts()).hasSize(2);
        assertThat(record().usage()).isEqualTo(SAID.atLeast());
        assertThat(record().cost()).contains(new BigDecimal("0.0000475"));
    }

    @Test
    void whatNeverArrivedWasNotPaidFor() {
        gateway.upstream.script("paid-id", fails(ErrorKind.UPSTREAM_UNREACHABLE, Reach.NOT_SENT), said(""));
        call("PUT", "paid");
        assertThat(record().attempts()).hasSize(2);
        assertThat(record().usage()).isEqualTo(SAID);
    }

    /** An upstream that answers says so what it did; only silence may have cost something. */
    @Test
    void whatWasAnsweredWithAnErrorDoesNotMakeTheNextAnswerUncertain() {
        gateway.upstream.script("paid-id", Answer.json(503, "{}"), said(""));
        call("PUT", "paid");
        assertThat(record().attempts()).hasSize(2);
        assertThat(record().usage()).isEqualTo(SAID);
    }

    @Test
    void aRefusalAfterSilenceIsNoProofOfNothing() {
        gateway.upstream.script("paid-id", fails(ErrorKind.UPSTREAM_TIMEOUT, Reach.SENT), Answer.json(429, "{}"));
        call("PUT", "paid");
        assertThat(record().usage()).isEqualTo(Usage.UNKNOWN);
        assertThat(record().cost()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NOT_SENT, true", "SENT, false", "STARTED, false"})
    void noAnswerAtAllCostNothingOnlyWhereNothingWasSent(Reach reach, boolean nothing) {
        gateway.upstream.otherwise(fails(ErrorKind.UPSTREAM_CLOSED, reach));
        call("POST", "paid");
        assertThat(record().usage()).isEqualTo(nothing ? Usage.NOTHING : Usage.UNKNOWN);
        assertThat(record().cost()).isEqualTo(nothing ? Optional.of(BigDecimal.ZERO) : Optional.empty());
    }

    @Test
    void theHeadTellsTheCostOfAnAnswerThatIsHere() {
        gateway.upstream.otherwise(Answer.of(inMemory(ANSWER.formatted(""))));
        HttpReply reply = call("POST", "paid");
        assertThat(reply.headers().first(COST)).contains("0.0000475");
        assertThat(record().cost()).contains(new BigDecimal("0.0000475"));
        assertThat(call("POST", "unpriced").headers().first(COST)).isEmpty();
    }

    @Test
    void theHeadOfAnAnswerThatIsOnItsWayTellsNothingUnlessTheModelIsFree() {
        gateway.upstream.otherwise(said(""));
        assertThat(call("POST", "paid").headers().first(COST)).isEmpty();
        assertThat(record().cost()).contains(new BigDecimal("0.0000475"));
        assertThat(call("POST", "free").headers().first(COST)).contains("0");
        assertThat(record().cost()).hasValueSatisfying(cost -> assertThat(cost).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"web_search_call", "file_search_call", "code_interpreter_call", "image_generation_call"})
    void toolsThatTheUpstreamRunsMakeTheCostUnknownAndTheUsageNot(String tool) {
        String output = "\"output\":[{\"type\":\"message\"},{\"type\":\"" + tool + "\"}],";
        gateway.upstream.otherwise(Answer.of(inMemory(ANSWER.formatted(output))));
        assertThat(call("POST", "paid").headers().first(COST)).isEmpty();
        assertThat(record().usage()).isEqualTo(SAID);
        assertThat(record().cost()).isEmpty();

        gateway.upstream.otherwise(Answer.events("data: {\"response\":" + ANSWER.formatted(output) + "}\n\n"));
        call("POST", "paid");
        assertThat(record().usage()).isEqualTo(SAID);
        assertThat(record().cost()).isEmpty();
    }

    @Test
    void toolsThatTheClientRunsCostNothing() {
        gateway.upstream.otherwise(said("\"output\":[{\"type\":\"function_call\"}],"));
        call("POST", "paid");
        assertThat(record().cost()).contains(new BigDecimal("0.0000475"));
    }
}
