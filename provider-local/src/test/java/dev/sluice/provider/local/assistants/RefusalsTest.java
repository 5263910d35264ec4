package dev.sluice.provider.local.assistants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.json.Json;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.testkit.StepPublisher;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, in the words of sections D.2, D.6 and E of the contract. */
class RefusalsTest {
    private final Bench bench = new Bench();

    private static void assertRefused(
            Bench.Reply reply, int status, String message, @Nullable String param, @Nullable String code) {
        assertThat(reply.text())
                .isEqualTo("{\"error\":{\"message\":" + Json.quote(message)
                        + ",\"type\":\"invalid_request_error\",\"param\":" + Json.quoteOrNull(param) + ",\"code\":"
                        + Json.quoteOrNull(code) + "}}");
        assertThat(reply.status()).isEqualTo(status);
    }

    private static void assertRefused(Bench.Reply reply, int status, String message) {
        assertRefused(reply, status, message, null, null);
    }

    @Test
    void whatIsNotThere() {
        String thread = bench.thread("Hi");
        String in = "/v1/threads/" + thread;
        assertRefused(bench.get("/v1/assistants/asst_x"), 404, "No assistant found with id 'asst_x'.");
        assertRefused(bench.get("/v1/threads/thread_x"), 404, "No thread found with id 'thread_x'.");
        assertRefused(bench.get("/v1/threads/thread_x/messages"), 404, "No thread found with id 'thread_x'.");
        assertRefused(bench.get(in + "/messages/msg_x"), 404, "No message found with id 'msg_x'.");
        assertRefused(bench.get(in + "/runs/run_x"), 404, "No run found with id 'run_x'.");
        assertRefused(bench.post(in + "/runs/run_x/cancel", ""), 404, "No run found with id 'run_x'.");
        assertRefused(
                bench.post(in + "/runs", "{\"assistant_id\":\"asst_x\"}"), 404, "No assistant found with id 'asst_x'.");
        assertRefused(
                bench.post("/v1/threads/runs", "{\"assistant_id\":\"asst_x\"}"),
                404,
                "No assistant found with id 'asst_x'.");
        assertRefused(
                bench.post(
                        in + "/messages",
                        "{\"role\":\"user\",\"content\":\"x\",\"attachments\":[{\"file_id\":"
                                + "\"file-x\",\"tools\":[{\"type\":\"code_interpreter\"}]}]}"),
                404,
                "No file found with id 'file-x'.");
    }

    @Test
    void aStepThatIsNotThere() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streamsByHand();
        String run = bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        assertRefused(
                bench.get("/v1/threads/" + thread + "/runs/" + run + "/steps/step_123"),
                404,
                "No run step found with id 'step_123'.");
        assertRefused(
                bench.get("/v1/threads/" + bench.thread("other") + "/runs/" + run),
                404,
                "No run found with id '" + run + "'.");
    }

    @Test
    void whatIsSomebodyElses() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.as("bob");
        assertRefused(bench.get("/v1/assistants/" + assistant), 404, "No assistant found with id '" + assistant + "'.");
        assertRefused(bench.delete("/v1/threads/" + thread), 404, "No thread found with id '" + thread + "'.");
        assertThat(bench.get("/v1/assistants").text()).contains("\"data\":[]");
        assertThat(bench.get("/v1/threads").status()).isEqualTo(401);
        bench.as("master");
        assertThat(bench.get("/v1/threads").text()).contains(thread);
    }

    @Test
    void filesAndStoresThatAreNotThere() {
        assertRefused(bench.get("/v1/files/file-x"), 404, "No such File object: file-x", "id", null);
        assertRefused(bench.get("/v1/vector_stores/vs_x"), 404, "No vector store found with id 'vs_x'.");
        assertRefused(
                bench.post("/v1/vector_stores", "{\"file_ids\":[\"file-x\"]}"), 404, "No file found with id 'file-x'.");
        String store = bench.vectorStore();
        assertRefused(
                bench.get("/v1/vector_stores/" + store + "/files/file-x"),
                404,
                "No file found with id 'file-x' in vector store '" + store + "'.");
        String resources = "\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_x\"]}}}";
        assertRefused(
                bench.post("/v1/assistants", "{\"model\":\"gpt-4o\"," + resources),
                404,
                "No vector store found with id 'vs_x'.");
        assertRefused(bench.post("/v1/threads", "{" + resources), 404, "No vector store found with id 'vs_x'.");
        assertRefused(
                bench.post("/v1/threads/" + bench.thread("x"), "{" + resources),
                404,
                "No vector store found with id 'vs_x'.");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/threads/thread_1/runs/undefined, run_id, run",
        "/v1/threads/thread_1/messages/undefined, message_id, msg",
        "/v1/threads/thread_1/runs/run_1/steps/undefined, step_id, step",
        "/v1/vector_stores/undefined, vector_store_id, vs",
        "/v1/threads/undefined, thread_id, thread",
        "/v1/assistants/undefined, assistant_id, asst"
    })
    void idsThatBeginOtherwise(String path, String param, String prefix) {
        assertRefused(
                bench.get(path),
                400,
                "Invalid '" + param + "': 'undefined'. Expected an ID that begins with '" + prefix + "'.",
                param,
                "invalid_value");
    }

    @Test
    void idsOfAnotherKind() {
        assertRefused(
                bench.get("/v1/threads/undefined/runs/run_1"),
                400,
                "Invalid 'thread_id': 'undefined'. Expected an ID that begins with 'thread'.",
                "thread_id",
                "invalid_value");
        assertRefused(
                bench.get("/v1/assistants/thread_1"),
                400,
                "Invalid 'assistant_id': 'thread_1'. Expected an ID that begins with 'asst'.",
                "assistant_id",
                "invalid_value");
    }

    @Test
    void bodiesThatAreWrong() {
        assertRefused(
                bench.post("/v1/assistants", "{"),
                400,
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP"
                        + " library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid"
                        + " JSON. If you have trouble figuring out how to fix this, please contact us through our help"
                        + " center at help.openai.com.)");
        assertRefused(
                bench.post("/v1/assistants", "{}"),
                400,
                "Missing required parameter: 'model'.",
                "model",
                "missing_required_parameter");
        assertRefused(
                bench.post("/v1/threads", "{\"foo\":1}"), 400, "Unknown parameter: 'foo'.", "foo", "unknown_parameter");
        assertRefused(
                bench.post("/v1/threads", "{\"metadata\":{\"modified\":true}}"),
                400,
                "Invalid type for 'metadata.modified': expected a string, but got a boolean instead.",
                "metadata.modified",
                "invalid_type");
        assertRefused(
                bench.post("/v1/threads/" + bench.thread("x") + "/messages", "{\"role\":\"system\",\"content\":\"x\"}"),
                400,
                "Invalid value: 'system'. Supported values are: 'user' and 'assistant'.",
                "role",
                "invalid_value");
    }

    @Test
    void modelsThatAreNotThere() {
        assertRefused(
                bench.post("/v1/assistants", "{\"model\":\"nobody\"}"),
                400,
                "The requested model 'nobody' does not exist.",
                "model",
                "model_not_found");
        String assistant = bench.assistant("");
        assertRefused(
                bench.post("/v1/assistants/" + assistant, "{\"model\":\"nobody\"}"),
                400,
                "The requested model 'nobody' does not exist.",
                "model",
                "model_not_found");
        assertRefused(
                bench.post(
                        "/v1/threads/" + bench.thread("x") + "/runs",
                        "{\"assistant_id\":\"" + assistant + "\",\"model\":\"nobody\"}"),
                400,
                "The requested model 'nobody' does not exist.",
                "model",
                "model_not_found");
    }

    @Test
    void modelsThatDoNotTalk() {
        assertRefused(
                bench.post("/v1/assistants", "{\"model\":\"embedder\"}"),
                400,
                "The requested model 'embedder' cannot be used with the Assistants API.",
                "model",
                "unsupported_model");
        assertRefused(
                bench.post(
                        "/v1/threads/" + bench.thread("x") + "/runs",
                        "{\"assistant_id\":\"" + bench.assistant("") + "\",\"model\":\"embedder\"}"),
                400,
                "The requested model 'embedder' cannot be used with the Assistants API.",
                "model",
                "unsupported_model");
    }

    @Test
    void requestsThatAreLargerThanWhatIsRead() {
        ProviderRequest large = new ProviderRequest(
                "POST",
                "/v1/threads",
                null,
                Headers.EMPTY,
                new Body.Stream(new StepPublisher(), OptionalLong.empty()),
                null,
                false);
        assertThatThrownBy(() -> bench.begin(large).join())
                .satisfies(failure ->
                        assertThat(GatewayException.from(failure).kind()).isEqualTo(ErrorKind.PAYLOAD_TOO_LARGE))
                .hasMessage(
                        "The request is larger than what this gateway reads of one (general_settings.replay_limit_mb).");
    }

    @Test
    void aCodeInterpreterIsRefusedWhereThereIsNone() {
        String assistant = bench.assistant(",\"tools\":[{\"type\":\"code_interpreter\"}]");
        Bench.Reply reply =
                bench.post("/v1/threads/" + bench.thread("x") + "/runs", "{\"assistant_id\":\"" + assistant + "\"}");
        assertRefused(
                reply,
                400,
                "The code_interpreter tool cannot be used with the model 'gpt-4o': it is called by Chat Completions,"
                        + " which has no code interpreter. Use a model that is called by the Responses API"
                        + " (model_info.mode: responses), or leave the tool out.",
                "tools",
                "unsupported_tool");
    }

    @Test
    void pathsAndMethods() {
        assertRefused(bench.post("/v1/threads/thread_1/foo", "{}"), 404, "Invalid URL (POST /v1/threads/thread_1/foo)");
        assertRefused(
                bench.call("PUT", "/v1/threads", null, Headers.EMPTY),
                405,
                "Not allowed to PUT on /v1/threads. (HINT: Perhaps you meant to use a different HTTP method?)");
    }

    @Test
    void anotherVersionOfTheApi() {
        assertThat(bench.call("GET", "/v1/assistants", null, Headers.of("OpenAI-Beta", "realtime=v1, assistants=v2"))
                        .status())
                .isEqualTo(200);
        assertRefused(
                bench.call("GET", "/v1/assistants", null, Headers.of("OpenAI-Beta", "assistants=v1")),
                400,
                "You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try again by setting the"
                        + " header 'OpenAI-Beta: assistants=v2'.",
                null,
                "invalid_beta");
    }
}
