package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Home;
import dev.sluice.core.support.KeptObjects;
import dev.sluice.core.support.ScriptedProvider.Answer;
import dev.sluice.core.support.ScriptedProvider.Asked;
import dev.sluice.core.support.Setup;
import dev.sluice.core.support.SingleThread;
import dev.sluice.core.support.Streams;
import dev.sluice.core.support.TestCall;
import dev.sluice.core.support.TestGateway;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a call goes that concerns objects: to their account, and nothing that changes state to any other. */
class IdsGoHomeTest {
    private final KeptObjects objects = new KeptObjects();

    private TestGateway three() {
        return with(Setup.group("m", "a", "b", "c"));
    }

    private TestGateway with(Setup setup) {
        TestGateway gateway = setup.start();
        gateway.upstream.otherwise(objects);
        return gateway;
    }

    private static void know(TestGateway gateway, String id, String account) {
        gateway.router.deployments().stream()
                .filter(each -> Setup.nameOf(each.account()).equals(account))
                .findFirst()
                .ifPresent(each -> gateway.ledger.homes.put(id, new Home(gateway.accounts.of(each), "master")));
    }

    private static List<String> asked(TestGateway gateway) {
        return gateway.upstream.asked.stream().map(Asked::line).toList();
    }

    private static Stream<String> changes(TestGateway gateway) {
        return asked(gateway).stream().filter(line -> !line.startsWith("GET"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET|/threads/thread_1|",
                "DELETE|/threads/thread_1|",
                "POST|/v1/threads/thread_1/messages|{}",
                "GET|/threads/thread_1/messages/msg_unknown1|",
                "GET|/files?after=thread_1|",
                "GET|/files?a=b&after=thread%5F1|",
                "POST|/x|{\"thread_id\":\"thread_1\"}",
                "POST|/x|{\"a\":{\"b\":[{\"vector_store_ids\":[\"vs_unknown\",\"thread_1\"]}]}}",
                "POST|/x|{\"whatever\":\"thread_1\"}",
                "POST|/x|{\"tools\":[{\"id\":\"thread_1\"}]}",
                "POST|/x|{\"prompt\":{\"id\":\"thread_1\"}}",
                "POST|/x|{\"model\":\"nobody\",\"input\":[{\"type\":\"item_reference\",\"id\":\"thread_1\"}]}",
            })
    void aKnownIdGoesToItsAccountWhereverItStands(String method, String target, String body) {
        TestGateway gateway = three();
        know(gateway, "thread_1", "b");
        TestCall call = body == null ? TestCall.of(method, target) : TestCall.post(target, body);

        gateway.call(call);

        assertThat(asked(gateway)).hasSize(1).first().asString().endsWith(" b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":{\"thread_id\":\"thread_1\"}}",
                "{\"metadata\":{\"deep\":{\"thread_id\":\"thread_1\"}}}",
                "{\"attributes\":{\"x\":\"thread_1\"}}",
                "{\"content\":\"thread_1\"}",
                "{\"messages\":[{\"content\":[{\"text\":\"thread_1\"}]}]}",
                "{\"name\":\"thread_1\",\"user\":\"thread_1\"}",
                "{\"thread_1\":1}",
                "{\"a\":\"thread_1 \"}",
                "{\"a\":\"\\\"thread_1\\\"\"}",
            })
    void whatTheClientWroteForItselfIsNoReference(String body) {
        TestGateway gateway = with(Setup.group("m", "a", "b").defaultUpstream(true));
        know(gateway, "thread_1", "b");

        gateway.call(TestCall.post("/x", body));

        assertThat(asked(gateway)).containsExactly("POST /x ");
    }

    @Test
    void whoAsksWhereAnObjectLivesTellsOfTheCallAndNothingElse() {
        TestGateway gateway = three();
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        gateway.call(TestCall.post("/v1/threads/thread_9/messages", "{}")
                .header("traceparent", trace)
                .header("tracestate", "a=1")
                .header("OpenAI-Beta", "assistants=v2")
                .header("X-Other", "x"));

        assertThat(gateway.requests())
                .filteredOn(request -> request.method().equals("GET"))
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.headers().first("traceparent")).hasValue(trace);
                    assertThat(request.headers().first("tracestate")).hasValue("a=1");
                    assertThat(request.headers().first("OpenAI-Beta")).hasValue("assistants=v2");
                    assertThat(request.headers().first("X-Other")).isEmpty();
                });
    }

    @Test
    void inAFormTooAKnownIdGoesHome() {
        TestGateway gateway = three();
        know(gateway, "file-1", "c");

        gateway.call(TestCall.form(
                "/x", "--xyz\r\nContent-Disposition: form-data; name=\"input_file\"\r\n\r\nfile-1\r\n--xyz--\r\n"));

        assertThat(asked(gateway)).containsExactly("POST /x c");
    }

    @Test
    void theGroupsDeploymentOnThatAccountServesTheModel() {
        TestGateway gateway = three();
        know(gateway, "resp_1", "b");

        gateway.call(TestCall.post("/responses", "{\"model\":\"m\",\"previous_response_id\":\"resp_1\"}"));

        assertThat(gateway.called()).containsExactly("b");
        assertThat(gateway.router.queries.get(0).model()).isEqualTo("m");
    }

    @Test
    void anIdOutranksAModelThatTheAccountHasNoDeploymentFor() {
        TestGateway gateway = with(Setup.group("m", "a").and(Setup.group("n", "b")));
        know(gateway, "thread_1", "b");

        gateway.call(TestCall.post("/threads/thread_1/runs", "{\"model\":\"m\"}"));

        assertThat(asked(gateway)).containsExactly("POST /threads/thread_1/runs b");
        Asked asked = gateway.upstream.asked.get(0);
        assertThat(asked.deployment().upstreamModel()).isEmpty();
        assertThat(Streams.text(asked.request().body()).join()).isEqualTo("{\"model\":\"m\"}");
    }

    @Test
    void aTargetOutranksAnId() {
        TestGateway gateway = with(Setup.group("m", "a").and(Setup.group("n", "b")));
        know(gateway, "thread_1", "b");

        gateway.call(TestCall.get("/threads/thread_1").header("X-LiteLLM-Target-Model", "m"));

        assertThat(asked(gateway)).containsExactly("GET /threads/thread_1 a");
    }

    @Test
    void objectsOfTwoAccountsAreRefusedByTheirNames() {
        TestGateway gateway = three();
        know(gateway, "thread_1", "a");
        know(gateway, "asst_2", "b");
        know(gateway, "asst_1", "a");

        HttpReply reply = gateway.call(TestCall.post(
                "/threads/thread_1/runs", "{\"model\":\"m\",\"x_id\":\"asst_1\",\"assistant_id\":\"asst_2\"}"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(Streams.text(reply.body()).join())
                .contains("'thread_1' and 'asst_2' live in different accounts", "invalid_request_error");
        assertThat(gateway.called()).isEmpty();
    }

    @Test
    void anUnknownObjectIsAskedForInTurnAndThenKnown() {
        TestGateway gateway = three();
        objects.keep("b", "/v1/threads/thread_1");

        gateway.call(TestCall.of("DELETE", "/v1/threads/thread_1?x=1")
                .header("OpenAI-Beta", "assistants=v2")
                .header("X-Other", "1"));
        gateway.call(TestCall.get("/v1/threads/thread_1"));

        assertThat(asked(gateway))
                .containsExactly(
                        "GET /v1/threads/thread_1 a",
                        "GET /v1/threads/thread_1 b",
                        "DELETE /v1/threads/thread_1 b",
                        "GET /v1/threads/thread_1 b");
        assertThat(gateway.requests().get(0).headers())
                .isEqualTo(dev.sluice.core.http.Headers.of("OpenAI-Beta", "assistants=v2"));
        assertThat(gateway.requests().get(0).query()).isNull();
        assertThat(gateway.ledger.homes)
                .extractingByKey("thread_1")
                .extracting(Home::owner)
                .isEqualTo("master");
    }

    @Test
    void theDefaultUpstreamIsAskedFirst() {
        TestGateway gateway = with(Setup.group("m", "a", "b").defaultUpstream(true));
        objects.keep("a", "/files/file-1");

        gateway.call(TestCall.get("/files/file-1/content"));

        assertThat(asked(gateway))
                .containsExactly("GET /files/file-1 ", "GET /files/file-1 a", "GET /files/file-1/content a");
    }

    @Test
    void theInnermostObjectIsAskedForFirst() {
        TestGateway gateway = three();
        objects.keep("c", "/threads/thread_1");

        gateway.call(TestCall.post("/threads/thread_1/runs/run_1/cancel", "{}"));

        assertThat(asked(gateway))
                .containsExactly(
                        "GET /threads/thread_1/runs/run_1 a",
                        "GET /threads/thread_1/runs/run_1 b",
                        "GET /threads/thread_1/runs/run_1 c",
                        "POST /threads/thread_1/runs/run_1/cancel c");
    }

    @Test
    void whereTheInnerObjectIsGoneTheOuterOneTells() {
        TestGateway gateway = three();
        gateway.upstream.otherwise((deployment, request) -> request.path().endsWith("/msg_1")
                ? new KeptObjects().to(deployment, request)
                : objects.to(deployment, request));
        objects.keep("b", "/threads/thread_1");

        gateway.call(TestCall.of("DELETE", "/threads/thread_1/messages/msg_1"));

        assertThat(changes(gateway)).containsExactly("DELETE /threads/thread_1/messages/msg_1 b");
    }

    @Test
    void objectsThatTheBodyNamesAreAskedForInTheirCollections() {
        TestGateway gateway = three();
        objects.keep("b", "/v1/files/file-1");

        gateway.call(TestCall.post("/v1/batches", "{\"input_file_id\":\"file-1\",\"other_id\":\"thing_1\"}"));

        assertThat(asked(gateway))
                .containsExactly("GET /v1/files/file-1 a", "GET /v1/files/file-1 b", "POST /v1/batches b");
    }

    @Test
    void thePageBehindAnObjectIsThatOfItsAccount() {
        TestGateway gateway = three();
        objects.keep("b", "/files/file-1").keep("c", "/threads/thread_1");

        gateway.call(TestCall.get("/files?limit=2&after=file-1"));
        gateway.call(TestCall.get("/threads/thread_1/messages?before=msg_1"));

        assertThat(asked(gateway))
                .containsExactly(
                        "GET /files/file-1 a",
                        "GET /files/file-1 b",
                        "GET /files b",
                        "GET /threads/thread_1/messages/msg_1 a",
                        "GET /threads/thread_1/messages/msg_1 b",
                        "GET /threads/thread_1/messages/msg_1 c",
                        "GET /threads/thread_1/messages c");
    }

    @Test
    void whatNobodyHasIsDeniedByOneAccountAndChangedInNone() {
        TestGateway gateway = three();

        assertThat(gateway.call(TestCall.get("/threads/thread_1")).status()).isEqualTo(404);
        assertThat(gateway.call(TestCall.post("/threads/thread_1/messages", "{}"))
                        .status())
                .isEqualTo(404);

        assertThat(changes(gateway)).containsExactly("POST /threads/thread_1/messages a");
        assertThat(gateway.ledger.homes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 503})
    void whoCannotTellKeepsTheCallBack(int status) {
        TestGateway gateway = three();
        objects.down("b", status);

        HttpReply reply = gateway.call(TestCall.of("DELETE", "/threads/thread_1"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().first("Retry-After")).contains("1");
        assertThat(Streams.text(reply.body()).join()).contains("'thread_1' is not known here");
        assertThat(changes(gateway)).isEmpty();
        assertThat(asked(gateway)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "405, {}",
        "404, '{\"error\":{\"message\":\"Invalid URL (GET /v1/uploads/upload_1)\"}}'",
        "404, '{\"error\":{\"message\":\"Resource not found\",\"code\":\"404\"}}'",
    })
    void whatNobodyCanBeAskedForIsNotDenied(int status, String words) {
        TestGateway gateway = three();
        gateway.upstream.otherwise(Answer.json(status, words));

        HttpReply reply = gateway.call(TestCall.post("/uploads/upload_1/complete", "{}"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(Streams.text(reply.body()).join())
                .contains("'upload_1' is not known here, and no account can be asked for it");
        assertThat(changes(gateway)).isEmpty();

        gateway.call(TestCall.post("/uploads/upload_1/complete", "{}").header("X-LiteLLM-Target-Model", "m"));
        gateway.call(TestCall.get("/uploads/upload_1"));

        assertThat(asked(gateway)).endsWith("GET /uploads/upload_1 a");
        assertThat(changes(gateway)).containsExactly("POST /uploads/upload_1/complete a");
    }

    @Test
    void everythingOfAssistantsCanBeAskedForUnlessTheirApiIsGone() {
        TestGateway gateway = three();
        gateway.upstream.otherwise(
                Answer.json(404, "{\"error\":{\"message\":\"Invalid URL (GET /v1/threads/thread_1)\"}}"));

        assertThat(gateway.call(TestCall.post("/threads/thread_1/runs", "{}")).status())
                .isEqualTo(404);
        assertThat(changes(gateway)).containsExactly("POST /threads/thread_1/runs a");
    }

    @Test
    void whoDeniesWhatItWouldBeInDeniesIt() {
        TestGateway gateway = three();
        gateway.upstream.otherwise((deployment, request) -> Answer.json(
                        404,
                        request.path().endsWith("/part_1")
                                ? "{\"error\":{\"message\":\"Invalid URL (GET …)\"}}"
                                : "{\"error\":{\"message\":\"No box found\"}}")
                .to(deployment, request));

        HttpReply reply = gateway.call(TestCall.post("/boxes/box_1/parts/part_1/open", "{}"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(changes(gateway)).hasSize(1);
    }

    @Test
    void whoCannotTellDoesNotMatterWhereAnotherHasIt() {
        TestGateway gateway = three();
        objects.down("a", 500).keep("c", "/threads/thread_1");

        gateway.call(TestCall.of("DELETE", "/threads/thread_1"));

        assertThat(changes(gateway)).containsExactly("DELETE /threads/thread_1 c");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405})
    void whoDoesNotShowItDoesNotMatterWhereAnotherHasIt(int status) {
        TestGateway gateway = three();
        objects.down("a", status).keep("b", "/threads/thread_1");

        gateway.call(TestCall.of("DELETE", "/threads/thread_1"));

        assertThat(changes(gateway)).containsExactly("DELETE /threads/thread_1 b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/anything-new/x",
                "/v1/anything-new2",
                "/chat/completions",
                "/some-collection/made-of_words/content",
                "/threads/x",
                "/threads/%5F%5F1",
            })
    void whatIsNoIdIsNotAskedFor(String path) {
        TestGateway gateway = with(Setup.group("m", "a", "b").defaultUpstream(true));

        gateway.call(TestCall.post(path, "{}"));

        assertThat(asked(gateway)).containsExactly("POST " + path + " ");
    }

    @Test
    void aSingleAccountIsHomeToEverything() {
        TestGateway gateway = with(Setup.of(List.of(
                Setup.deployment("d1", "m", Setup.account("a")), Setup.deployment("d2", "n", Setup.account("a")))));
        objects.keep("a", "/threads/thread_1");

        assertThat(gateway.call(TestCall.get("/threads/thread_1")).status()).isEqualTo(200);
        assertThat(gateway.call(TestCall.post("/threads", "{}")).status()).isEqualTo(400);

        assertThat(asked(gateway)).containsExactly("GET /threads/thread_1 a");
    }

    @Test
    void everyQuestionIsAskedWhereTheCallLives() throws Exception {
        TestGateway gateway = three();
        objects.keep("b", "/threads/thread_1");
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        gateway.ledger.answersOn(elsewhere);
        try (SingleThread loop = new SingleThread()) {
            HttpReply reply =
                    gateway.serve(TestCall.get("/threads/thread_1"), loop).get(10, TimeUnit.SECONDS);
            assertThat(reply.status()).isEqualTo(200);
        } finally {
            elsewhere.shutdownNow();
        }

        assertThat(gateway.upstream.asked).hasSize(3).extracting(Asked::thread).containsOnly(SingleThread.NAME);
    }

    @Test
    void anAccountThatIsNotConfiguredAnyMoreIsForgotten() {
        TestGateway gateway = three();
        gateway.ledger.homes.put("thread_1", new Home("0123456789abcdef01234567", "master"));
        objects.keep("c", "/threads/thread_1");

        gateway.call(TestCall.of("DELETE", "/threads/thread_1"));

        assertThat(changes(gateway)).containsExactly("DELETE /threads/thread_1 c");
    }
}
