package dev.sluice.provider.local.assistants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.json.Json;
import dev.sluice.testkit.StepPublisher;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused because of the state that a thread or a run is in, in the words of sections D.2 and E.4 of the contract. */
class StateRefusalsTest {
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

    /** A thread is locked as long as its run is not over, whatever that is doing. */
    @Test
    void aThreadIsLockedInEachStatus() {
        String assistant = bench.assistant(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        String thread = bench.thread("Hi");
        String in = "/v1/threads/" + thread;
        String run = bench.reply("POST", in + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        assertLocked(thread, run, "queued");
        StepPublisher model = bench.models.streamsByHand();
        bench.loop.runAll();
        assertLocked(thread, run, "in_progress");
        bench.loop.post(() -> {
            model.emit((ScriptedModels.calls(0, "call_a", "f", "{}") + ScriptedModels.stops("tool_calls", 1, 1))
                    .getBytes(UTF_8));
            model.complete();
        });
        bench.loop.runAll();
        assertLocked(thread, run, "requires_action");
        bench.reply("POST", in + "/runs/" + run + "/cancel", "");
        assertLocked(thread, run, "cancelling");
        bench.loop.runAll();
        assertThat(bench.post(in + "/messages", "{\"role\":\"user\",\"content\":\"x\"}")
                        .status())
                .isEqualTo(200);
    }

    private void assertLocked(String thread, String run, String status) {
        String in = "/v1/threads/" + thread;
        assertThat(bench.reply("GET", in + "/runs/" + run, null).string("status"))
                .isEqualTo(status);
        assertRefused(
                bench.reply("POST", in + "/messages", "{\"role\":\"user\",\"content\":\"x\"}"),
                400,
                "Can't add messages to " + thread + " while a run " + run + " is active.");
        // The lock is looked at before the assistant is.
        assertRefused(
                bench.reply("POST", in + "/runs", "{\"assistant_id\":\"asst_x\"}"),
                400,
                "Thread " + thread + " already has an active run " + run + ".");
        String outputs = "{\"tool_outputs\":[{\"tool_call_id\":\"call_x\"}]}";
        assertRefused(
                bench.reply("POST", in + "/runs/" + run + "/submit_tool_outputs", outputs),
                400,
                status.equals("requires_action")
                        ? "Expected tool outputs for call_ids ['call_a'], got ['call_x']"
                        : "Runs in status \"" + status + "\" do not accept tool outputs.");
    }

    @Test
    void outputsThatAreNoStrings() {
        assertRefused(
                bench.post(
                        "/v1/threads/thread_1/runs/run_1/submit_tool_outputs",
                        "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\",\"output\":{}}]}"),
                400,
                "Invalid type for 'tool_outputs[0].output': expected a string, but got an object instead.",
                "tool_outputs[0].output",
                "invalid_type");
    }

    @ParameterizedTest
    @CsvSource({"failed", "incomplete", "cancelled", "expired"})
    void aRunThatIsOverIsNotCancelled(String status) {
        StepPublisher model = status.equals("cancelled") || status.equals("expired")
                ? bench.models.streamsByHand()
                : new StepPublisher();
        if (status.equals("failed")) {
            bench.models.answers(500, "{}");
        } else if (status.equals("incomplete")) {
            bench.models.streams(ScriptedModels.says("x"), ScriptedModels.stops("length", 1, 1));
        }
        String thread = bench.thread("Hi");
        String run = bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + bench.assistant("") + "\"}")
                .id();
        String at = "/v1/threads/" + thread + "/runs/" + run;
        if (status.equals("cancelled")) {
            bench.post(at + "/cancel", "");
        } else if (status.equals("expired")) {
            bench.loop.advance(Duration.ofSeconds(601));
        }
        assertThat(bench.get(at).string("status")).isEqualTo(status);
        assertRefused(bench.post(at + "/cancel", ""), 400, "Cannot cancel run with status '" + status + "'.");
        assertRefused(
                bench.post(at + "/submit_tool_outputs", "{\"tool_outputs\":[]}"),
                400,
                "Runs in status \"" + status + "\" do not accept tool outputs.");
        assertThat(model.wanted().isDone()).isEqualTo(status.equals("cancelled") || status.equals("expired"));
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
}
