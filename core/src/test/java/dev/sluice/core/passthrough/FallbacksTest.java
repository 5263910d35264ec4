package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Fallbacks;
import dev.sluice.core.routing.Home;
import dev.sluice.core.support.Retries;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which groups take over. */
class FallbacksTest {
    private static final Answer DOWN = Answer.json(500, "{}");

    private static TestGateway gateway(Fallbacks fallbacks, int retries) {
        Setup groups = Setup.group("m", "m1", "m2")
                .and(Setup.group("n", "n1", "n2"))
                .and(Setup.group("o", "o1"))
                .and(Setup.group("p", "p1"));
        return groups.router(Retries.of(retries, fallbacks)).start();
    }

    private static TestCall call() {
        return TestCall.post("/x", "{\"model\":\"m\"}");
    }

    private static Fallbacks general(Map<String, List<String>> general) {
        return Retries.fallbacks(general);
    }

    private static Answer refusal(String code) {
        return Answer.json(400, "{\"error\":{\"code\":\"" + code + "\"}}");
    }

    @Test
    void theNextGroupHasRetriesOfItsOwn() {
        TestGateway gateway = gateway(general(Map.of("m", List.of("n", "o"))), 1);
        gateway.upstream.otherwise(DOWN);
        gateway.upstream.script("o1", Answer.json(200, "{}"));

        HttpReply reply = gateway.call(call());

        assertThat(gateway.called()).containsExactly("m1", "m2", "n1", "n2", "o1");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().first("x-litellm-model-group")).contains("o");
        assertThat(reply.headers().first("x-litellm-attempted-fallbacks")).contains("2");
        assertThat(reply.headers().first("x-litellm-attempted-retries")).contains("2");
        Streams.text(reply.body()).join();
        assertThat(gateway.completed().model()).contains("o");
        assertThat(gateway.router.finished).containsExactly("m1", "m2", "n1", "n2", "o1");
    }

    @Test
    void theLastAnswerIsTheClientsWhenEveryGroupIsUsedUp() {
        TestGateway gateway = gateway(general(Map.of("m", List.of("o"))), 0);
        gateway.upstream.script("m1", DOWN);
        gateway.upstream.script("o1", Answer.json(503, "{\"last\":1}"));

        HttpReply reply = gateway.call(call());

        assertThat(gateway.called()).containsExactly("m1", "o1");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().first("x-should-retry")).contains("false");
        assertThat(Streams.text(reply.body()).join()).isEqualTo("{\"last\":1}");
    }

    @Test
    void defaultsServeWhoeverHasNone() {
        Fallbacks byDefault = new Fallbacks(Map.of(), Map.of(), Map.of(), List.of("o"), 5);
        TestGateway gateway = gateway(byDefault, 0);
        gateway.upstream.script("m1", DOWN);

        gateway.call(call());

        assertThat(gateway.called()).containsExactly("m1", "o1");
    }

    @Test
    void groupsThatNameEachOtherAreTriedOnceAndNotMoreThanAllowed() {
        Map<String, List<String>> circle =
                Map.of("m", List.of("n"), "n", List.of("m", "o"), "o", List.of("p", "n"), "p", List.of("m"));
        TestGateway all = gateway(general(circle), 0);
        all.upstream.otherwise(DOWN);
        all.call(call());
        assertThat(all.called()).containsExactly("m1", "n1", "o1", "p1");

        TestGateway few = gateway(new Fallbacks(circle, Map.of(), Map.of(), List.of(), 2), 0);
        few.upstream.otherwise(DOWN);
        few.call(call());
        assertThat(few.called()).containsExactly("m1", "n1", "o1");
    }

    @Test
    void aGroupThatDoesNotExistIsPassedOver() {
        TestGateway gateway = gateway(general(Map.of("m", List.of("nobody", "o"))), 0);
        gateway.upstream.script("m1", DOWN);

        HttpReply reply = gateway.call(call());

        assertThat(gateway.called()).containsExactly("m1", "o1");
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void aRefusalGoesToTheGroupsForRefusalsAlone() {
        Fallbacks fallbacks = new Fallbacks(
                Map.of("m", List.of("n")), Map.of("m", List.of("o")), Map.of("m", List.of("p")), List.of(), 5);
        for (Map.Entry<String, String> each : Map.of(
                        "context_length_exceeded", "o1",
                        "string_above_max_length", "",
                        "content_filter", "p1",
                        "content_policy_violation", "p1")
                .entrySet()) {
            TestGateway gateway = gateway(fallbacks, 2);
            gateway.upstream.script("m1", refusal(each.getKey()));
            gateway.call(call());
            assertThat(gateway.called())
                    .as(each.getKey())
                    .containsExactlyElementsOf(
                            each.getValue().isEmpty() ? List.of("m1") : List.of("m1", each.getValue()));
        }
    }

    @Test
    void aRefusalOfAGroupThatTookOverGoesNowhereElseEither() {
        TestGateway gateway = gateway(general(Map.of("m", List.of("n", "o"))), 0);
        gateway.upstream.script("m1", DOWN);
        gateway.upstream.script("n1", refusal("context_length_exceeded"));

        assertThat(gateway.call(call()).status()).isEqualTo(400);
        assertThat(gateway.called()).containsExactly("m1", "n1");
    }

    @Test
    void aRefusalThatOnlyWordsTellIsOneToo() {
        Fallbacks fallbacks = new Fallbacks(Map.of(), Map.of("m", List.of("o")), Map.of(), List.of(), 5);
        TestGateway gateway = gateway(fallbacks, 0);
        gateway.upstream.script(
                "m1",
                Answer.json(
                        400,
                        "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\",\"type\":"
                                + "\"invalid_request_error\",\"param\":\"messages\",\"code\":null}}"));
        gateway.call(call());
        assertThat(gateway.called()).containsExactly("m1", "o1");
    }

    @Test
    void aRefusalWithNobodyToTakeOverIsTheClientsByteForByte() {
        TestGateway gateway = gateway(general(Map.of("m", List.of("n"))), 2);
        String body = "{\"error\":{\"message\":\"x\",\"code\":\"context_length_exceeded\"}}";
        gateway.upstream.script("m1", Answer.json(400, body));

        HttpReply reply = gateway.call(call());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(Streams.text(reply.body()).join()).isEqualTo(body);
        assertThat(reply.headers().contains("x-should-retry")).isFalse();
    }

    @Test
    void whatWasPerhapsDoneIsNotTakenOver() {
        TestGateway gateway = gateway(general(Map.of("m", List.of("n"))), 0);
        gateway.upstream.script(
                "m1",
                Answer.failure(new dev.sluice.core.error.GatewayException(
                        dev.sluice.core.error.ErrorKind.UPSTREAM_CLOSED, dev.sluice.core.error.Reach.SENT, "x")));

        assertThat(gateway.call(call()).status()).isEqualTo(502);
        assertThat(gateway.called()).containsExactly("m1");
    }

    @Test
    void aCallOnAnObjectStaysWithItsAccount() {
        TestGateway gateway = gateway(general(Map.of("m", List.of("n"))), 2);
        String home = gateway.accounts.of(gateway.router.deployments().get(1));
        gateway.ledger.homes.put("thread_1", new Home(home, "master"));
        gateway.upstream.otherwise(Answer.json(401, "{}"));

        gateway.call(TestCall.post("/threads/thread_1/runs", "{\"model\":\"m\"}"));

        assertThat(gateway.called()).containsExactly("m2");
    }
}
