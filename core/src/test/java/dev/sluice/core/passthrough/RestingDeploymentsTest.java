package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Timeouts;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What failures do to the calls after them. */
class RestingDeploymentsTest {
    private final CompletableFuture<HttpReply> upstream = new CompletableFuture<>();
    private final TestGateway gateway =
            Setup.of(List.of(first("a"), then("b"))).router(Retries.of(1)).startChoosing();

    private static Deployment first(String id) {
        return ordered(id, 1);
    }

    private static Deployment then(String id) {
        return ordered(id, 2);
    }

    private static Deployment ordered(String id, int order) {
        Share share = new Share(
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.of(order),
                OptionalInt.empty());
        return new Deployment(
                id,
                "m",
                "test",
                "up",
                Setup.account(id),
                share,
                Timeouts.DEFAULT,
                Optional.empty(),
                FailurePolicy.DEFAULT,
                ModelInfo.UNKNOWN,
                Map.of());
    }

    private HttpReply call() {
        HttpReply reply = gateway.call(TestCall.post("/x", "{\"model\":\"m\"}"));
        Streams.text(reply.body()).join();
        return reply;
    }

    @Test
    void whoIsLimitedIsLeftAloneForAsLongAsItAsked() {
        gateway.upstream.script("a", Answer.json(429, "{}", "Retry-After", "20"));

        assertThat(call().headers().first("x-litellm-model-id")).contains("b");
        assertThat(call().headers().first("x-litellm-attempted-retries")).contains("0");
        gateway.nanos.addAndGet(Duration.ofSeconds(21).toNanos());
        call();

        assertThat(gateway.called()).containsExactly("a", "b", "b", "a");
    }

    @Test
    void aProbeWhoseClientLeavesIsMadeByTheNextCallWhileAnOlderStreamIsOpen() {
        gateway.upstream.script(
                "a",
                Answer.json(200, "{}"),
                Answer.json(429, "{}", "Retry-After", "20"),
                (deployment, request) -> upstream);
        HttpReply open = gateway.call(TestCall.post("/x", "{\"model\":\"m\"}"));
        call();
        gateway.nanos.addAndGet(Duration.ofSeconds(21).toNanos());
        TestCall leaving = TestCall.post("/x", "{\"model\":\"m\"}");
        gateway.begin(leaving);
        leaving.cancellation().cancel();
        upstream.completeExceptionally(new GatewayException(ErrorKind.CLIENT_CLOSED, Reach.SENT, "left"));

        call();

        assertThat(gateway.called()).containsExactly("a", "a", "b", "a", "a");
        assertThat(open.body()).as("not read to its end").isInstanceOf(Body.Stream.class);
    }

    @Test
    void whenAllAreLimitedTheClientLearnsWhenTheFirstIsBack() {
        gateway.upstream.otherwise(Answer.json(429, "{}", "Retry-After", "20"));
        IntStream.range(0, 2).forEach(i -> call());
        int upstreamSaw = gateway.called().size();

        HttpReply reply = call();

        assertThat(gateway.called()).hasSize(upstreamSaw);
        assertThat(reply.status()).isEqualTo(429);
        assertThat(Integer.parseInt(reply.headers().first("Retry-After").orElseThrow()))
                .isBetween(19, 20);
        assertThat(reply.headers().contains("x-litellm-model-id")).isFalse();
        assertThat(Streams.text(reply.body()).join()).contains("\"type\":\"rate_limit_error\"");
    }

    @Test
    void oneFailureOfAServerIsBorneAndManyAreNot() {
        gateway.upstream.script(
                "a", Answer.json(500, "{}"), Answer.json(500, "{}"), Answer.json(500, "{}"), Answer.json(500, "{}"));

        IntStream.range(0, 5).forEach(i -> call());

        assertThat(gateway.called()).containsExactly("a", "b", "a", "b", "a", "b", "a", "b", "b");
    }

    @Test
    void aClientsOwnMistakesSpeakAgainstNobody() {
        gateway.upstream.otherwise(Answer.json(400, "{}"));

        IntStream.range(0, 10).forEach(i -> call());

        assertThat(gateway.called()).hasSize(10).containsOnly("a");
    }
}
