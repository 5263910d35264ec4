package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.ScriptedProvider.Asked;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Where calls go whose objects have no GET, or the same names in every account. */
class UnaskableTest {
    private static final String NO_SUCH_URL = "{\"error\":{\"message\":\"Invalid URL (GET …)\"}}";

    private final TestGateway gateway = Setup.group("m", "a", "b", "c").start();

    private void read(TestCall call) {
        Streams.text(gateway.call(call).body()).join();
    }

    private List<String> asked() {
        return gateway.upstream.asked.stream().map(Asked::line).toList();
    }

    private void answerOnly(String account, String path) {
        gateway.upstream.otherwise((deployment, request) -> (request.path().equals(path)
                                && Setup.nameOf(deployment.account()).equals(account)
                        ? Answer.json(200, "{\"data\":[]}")
                        : Answer.json(404, request.path().equals(path) ? "{}" : NO_SUCH_URL))
                .to(deployment, request));
    }

    @Test
    void aListInWhatCannotBeAskedForIsAskedForItself() {
        answerOnly("b", "/projects/proj_1/roles");

        assertThat(gateway.call(TestCall.get("/projects/proj_1/roles?limit=2")).status())
                .isEqualTo(200);

        assertThat(asked())
                .containsExactly(
                        "GET /projects/proj_1 a",
                        "GET /projects/proj_1 b",
                        "GET /projects/proj_1 c",
                        "GET /projects/proj_1/roles a",
                        "GET /projects/proj_1/roles b",
                        "GET /projects/proj_1/roles b");
        assertThat(gateway.ledger.homes).containsOnlyKeys("proj_1");
    }

    @Test
    void whatNobodyHasIsAskedForOnceByItselfAndThenDenied() {
        answerOnly("nobody", "/projects/proj_1/roles");

        assertThat(gateway.call(TestCall.get("/projects/proj_1/roles")).status())
                .isEqualTo(404);

        assertThat(asked()).hasSize(7).endsWith("GET /projects/proj_1/roles a");
        assertThat(gateway.ledger.homes).isEmpty();
    }

    @Test
    void whereTheObjectItselfIsDeniedNothingMoreIsAsked() {
        gateway.upstream.otherwise(Answer.json(404, "{\"error\":{\"message\":\"No such eval\"}}"));

        assertThat(gateway.call(TestCall.get("/evals/eval_1/runs")).status()).isEqualTo(404);

        assertThat(asked())
                .containsExactly(
                        "GET /evals/eval_1 a",
                        "GET /evals/eval_1 b",
                        "GET /evals/eval_1 c",
                        "GET /evals/eval_1/runs a");
    }

    @Test
    void anObjectThatOnlyItsLocationNamesIsLearned() {
        Headers headers = Headers.of("Content-Type", "application/sdp", "Location", "/v1/realtime/calls/rtc_1");
        gateway.upstream.otherwise((deployment, request) ->
                CompletableFuture.completedFuture(new HttpReply(201, headers, Streams.of("v=0"))));

        gateway.call(TestCall.post("/realtime/calls", "{\"model\":\"m\"}"));

        assertThat(gateway.ledger.homes).containsOnlyKeys("rtc_1");
    }

    @Test
    void aPageThatALocationNamesIsNoObject() {
        Headers headers = Headers.of("Content-Type", "text/plain", "Location", "/v1/read-me");
        gateway.upstream.otherwise((deployment, request) ->
                CompletableFuture.completedFuture(new HttpReply(201, headers, Streams.of("ok"))));

        gateway.call(TestCall.post("/x", "{\"model\":\"m\"}"));

        assertThat(gateway.ledger.homes).isEmpty();
    }

    @Test
    void aFineTunedModelIsLearnedFromItsCheckpoint() {
        gateway.upstream.otherwise(Answer.json(
                200, "{\"data\":[{\"id\":\"ftckpt_1\",\"fine_tuned_model_checkpoint\":\"ft:gpt-4:us::1\"}]}"));

        read(TestCall.get("/fine_tuning/jobs/ftjob-1/checkpoints"));

        assertThat(gateway.ledger.homes).containsOnlyKeys("ftjob-1", "ftckpt_1", "ft:gpt-4:us::1");
    }

    @Test
    void rateLimitsAreNamedForModelsAndLiveInTheirProject() {
        gateway.upstream.otherwise((deployment, request) -> Answer.json(
                        Setup.nameOf(deployment.account()).equals("c") ? 200 : 404,
                        "{\"object\":\"list\",\"data\":[{\"id\":\"rl-gpt-4\"}]}")
                .to(deployment, request));

        read(TestCall.get("/organization/projects/proj_1/rate_limits"));
        gateway.call(TestCall.post("/organization/projects/proj_1/rate_limits/rl-gpt-4", "{}"));

        assertThat(asked()).endsWith("POST /organization/projects/proj_1/rate_limits/rl-gpt-4 c");
        assertThat(gateway.ledger.homes).containsOnlyKeys("proj_1");
    }
}
