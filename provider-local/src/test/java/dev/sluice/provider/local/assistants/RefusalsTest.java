package dev.sluice.provider.local.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Headers;
import dev.sluice.core.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
    void aRunWithNothingToSay() {
        String assistant = bench.assistant("");
        String empty = bench.post("/v1/threads", "{}").id();
        String body = "{\"assistant_id\":\"" + assistant + "\"}";
        String message = "Run creation requires a Thread with a user message or an assistant with instructions.";
        assertRefused(bench.post("/v1/threads/" + empty + "/runs", body), 400, message, null, "invalid_thread");
        assertRefused(bench.post("/v1/threads/runs", body), 400, message, null, "invalid_thread");
        assertThat(bench.post(
                                "/v1/threads/" + empty + "/runs",
                                "{\"assistant_id\":\"" + assistant + "\",\"instructions\":\"Say hello.\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLockedThread() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streamsByHand();
        String in = "/v1/threads/" + thread;
        String run = bench.post(in + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        String body = "{\"role\":\"user\",\"content\":\"x\"}";
        assertRefused(
                bench.post(in + "/messages", body),
                400,
                "Can't add messages to " + thread + " while a run " + run + " is active.");
        assertRefused(
                bench.post(
                        in + "/runs",
                        "{\"assistant_id\":\"" + assistant + "\",\"additional_messages\":[" + body + "]}"),
                400,
                "Thread " + thread + " already has an active run " + run + ".");
        assertThat(bench.get(in + "/messages").json().get("data").orElseThrow().elements())
                .hasSize(1);
        String first = bench.get(in + "/messages").string("first_id");
        assertThat(bench.post(in + "/messages/" + first, "{\"metadata\":{\"a\":\"b\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(bench.delete(in + "/messages/" + first).status()).isEqualTo(200);
        assertThat(bench.post(in, "{\"metadata\":{\"a\":\"b\"}}").status()).isEqualTo(200);
        assertThat(bench.post(in + "/runs/" + run, "{\"metadata\":{\"a\":\"b\"}}")
                        .text())
                .contains("\"metadata\":{\"a\":\"b\"}");
        assertThat(bench.delete("/v1/assistants/" + assistant).status()).isEqualTo(200);
        assertThat(bench.delete(in).status()).isEqualTo(200);
        assertRefused(bench.get(in + "/runs/" + run), 404, "No thread found with id '" + thread + "'.");
    }

    @Test
    void outputsAndCancellationsInTheWrongState() {
        String assistant = bench.assistant(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        String thread = bench.thread("Hi");
        bench.models.streams(
                ScriptedModels.calls(0, "call_a", "f", "{}"),
                ScriptedModels.calls(1, "call_b", "f", "{}"),
                ScriptedModels.stops("tool_calls", 1, 1));
        bench.models.streams(ScriptedModels.says("ok"), ScriptedModels.stops("stop", 1, 1));
        String run = bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        String at = "/v1/threads/" + thread + "/runs/" + run;
        String outputs = at + "/submit_tool_outputs";
        assertRefused(
                bench.post(outputs, "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\",\"output\":\"1\"}]}"),
                400,
                "Expected tool outputs for call_ids ['call_a', 'call_b'], got ['call_a']");
        assertRefused(
                bench.post(outputs, "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\"},{\"tool_call_id\":\"call_a\"}]}"),
                400,
                "Expected tool outputs for call_ids ['call_a', 'call_b'], got ['call_a', 'call_a']");
        String all =
                "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\"},{\"tool_call_id\":\"call_b\",\"output\":\"2\"}]}";
        assertThat(bench.post(outputs, all).string("status")).isEqualTo("queued");
        assertThat(bench.get(at).string("status")).isEqualTo("completed");
        assertRefused(bench.post(outputs, all), 400, "Runs in status \"completed\" do not accept tool outputs.");
        assertRefused(bench.post(at + "/cancel", ""), 400, "Cannot cancel run with status 'completed'.");
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
