package dev.sluice.provider.local.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole streams of runs on the Responses API: section G.6 of the contract in the order of C.4. */
class ResponsesStreamTest {
    private static final List<String> BEGINNING =
            List.of("thread.run.created", "thread.run.queued", "thread.run.in_progress");

    private final Bench bench = new Bench();

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n";
    }

    private static String added(int index, String item) {
        return event("response.output_item.added", ",\"output_index\":" + index + ",\"item\":" + item);
    }

    private static String done(int index, String item) {
        return event("response.output_item.done", ",\"output_index\":" + index + ",\"item\":" + item);
    }

    private static String message(int index, String text) {
        return added(index, "{\"type\":\"message\"}")
                + event("response.output_text.delta", ",\"output_index\":" + index + ",\"delta\":\"" + text + "\"")
                + done(index, "{\"type\":\"message\"}");
    }

    private static String call(int index, String id) {
        String item = "{\"type\":\"function_call\",\"call_id\":\"" + id + "\",\"name\":\"f\",\"arguments\":\"{}\"}";
        return added(index, item) + done(index, item);
    }

    private static String completed(int in, int out) {
        return event(
                "response.completed",
                ",\"response\":{\"usage\":{\"input_tokens\":" + in + ",\"output_tokens\":" + out
                        + ",\"total_tokens\":" + (in + out)
                        + ",\"input_tokens_details\":{\"cached_tokens\":1},\"output_tokens_details\":{\"reasoning_tokens\":2}}}");
    }

    private Events run(String tools, String... events) {
        String assistant = bench.post("/v1/assistants", "{\"model\":\"gpt-r\",\"tools\":[" + tools + "]}")
                .id();
        bench.models.streams(events);
        return bench.stream(
                "/v1/threads/" + bench.thread("Hi") + "/runs",
                "{\"assistant_id\":\"" + assistant + "\",\"stream\":true}");
    }

    private static void assertToldAfterTheBeginning(Events events, String... names) {
        assertThat(events.names().subList(0, 3)).isEqualTo(BEGINNING);
        assertThat(events.names().subList(3, events.names().size())).containsExactly(names);
    }

    @Test
    void aMessage() {
        Events events = run("", message(0, "Hello"), completed(5, 3));
        assertToldAfterTheBeginning(
                events,
                "thread.run.step.created",
                "thread.run.step.in_progress",
                "thread.message.created",
                "thread.message.in_progress",
                "thread.message.delta",
                "thread.message.completed",
                "thread.run.step.completed",
                "thread.run.completed",
                "done");
        assertThat(events.first("thread.run.completed").data())
                .contains("\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3,\"total_tokens\":8,"
                        + "\"prompt_token_details\":{\"cached_tokens\":1},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":2}}");
    }

    @Test
    void codeThatWasRun() {
        String item = "{\"type\":\"code_interpreter_call\",\"id\":\"ci_1\",\"code\":\"print(1)\",\"outputs\":"
                + "[{\"type\":\"logs\",\"logs\":\"1\\n\"}]}";
        Events events = run(
                "{\"type\":\"code_interpreter\"}",
                added(0, "{\"type\":\"code_interpreter_call\",\"id\":\"ci_1\"}"),
                event("response.code_interpreter_call_code.delta", ",\"output_index\":0,\"delta\":\"print\""),
                event("response.code_interpreter_call_code.delta", ",\"output_index\":0,\"delta\":\"(1)\""),
                done(0, item),
                message(1, "It is 1"),
                completed(5, 3));
        assertToldAfterTheBeginning(
                events,
                "thread.run.step.created",
                "thread.run.step.in_progress",
                "thread.run.step.delta",
                "thread.run.step.delta",
                "thread.run.step.delta",
                "thread.run.step.delta",
                "thread.run.step.completed",
                "thread.run.step.created",
                "thread.run.step.in_progress",
                "thread.message.created",
                "thread.message.in_progress",
                "thread.message.delta",
                "thread.message.completed",
                "thread.run.step.completed",
                "thread.run.completed",
                "done");
        String begin = "{\"id\":\"step_1\",\"object\":\"thread.run.step.delta\",\"delta\":{\"step_details\":"
                + "{\"type\":\"tool_calls\",\"tool_calls\":[{\"index\":0,";
        assertThat(events.data("thread.run.step.delta"))
                .containsExactly(
                        begin + "\"id\":\"call_1\",\"type\":\"code_interpreter\",\"code_interpreter\":"
                                + "{\"input\":\"\",\"outputs\":[]}}]}}}",
                        begin + "\"type\":\"code_interpreter\",\"code_interpreter\":{\"input\":\"print\"}}]}}}",
                        begin + "\"type\":\"code_interpreter\",\"code_interpreter\":{\"input\":\"(1)\"}}]}}}",
                        begin + "\"type\":\"code_interpreter\",\"code_interpreter\":{\"outputs\":"
                                + "[{\"index\":0,\"type\":\"logs\",\"logs\":\"1\\n\"}]}}]}}}");
        assertThat(events.first("thread.run.step.completed").masked())
                .contains("\"step_details\":{\"type\":\"tool_calls\",\"tool_calls\":[{\"id\":\"call_1\","
                        + "\"type\":\"code_interpreter\",\"code_interpreter\":{\"input\":\"print(1)\",\"outputs\":"
                        + "[{\"type\":\"logs\",\"logs\":\"1\\n\"}]}}]}");
    }

    @Test
    void aMessageAfterACallHasAStepThatNobodyIsToldOf() {
        Events events = run(
                "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
                call(0, "call_a"),
                message(1, "Calling"),
                completed(5, 3));
        assertToldAfterTheBeginning(
                events,
                "thread.run.step.created",
                "thread.run.step.in_progress",
                "thread.run.step.delta",
                "thread.run.step.delta",
                "thread.message.created",
                "thread.message.in_progress",
                "thread.message.delta",
                "thread.message.completed",
                "thread.run.requires_action",
                "done");
        Events.Event waiting = events.first("thread.run.requires_action");
        assertThat(bench.get("/v1/threads/" + waiting.string("thread_id") + "/runs/" + waiting.string("id") + "/steps")
                        .text())
                .contains("\"type\":\"message_creation\",\"status\":\"completed\"")
                .contains("\"type\":\"tool_calls\",\"status\":\"in_progress\"");
    }

    @Test
    void whatAFilterCutsOff() {
        Events events = run(
                "",
                added(0, "{\"type\":\"message\"}"),
                event("response.output_text.delta", ",\"output_index\":0,\"delta\":\"Hel\""),
                event("response.incomplete", ",\"response\":{\"incomplete_details\":{\"reason\":\"content_filter\"}}"));
        assertThat(events.names())
                .endsWith(
                        "thread.message.delta",
                        "thread.message.incomplete",
                        "thread.run.step.completed",
                        "thread.run.incomplete",
                        "done");
        assertThat(events.first("thread.message.incomplete").data())
                .contains("\"incomplete_details\":{\"reason\":\"content_filter\"}");
        assertThat(events.first("thread.run.incomplete").data())
                .contains("\"incomplete_details\":{\"reason\":\"content_filter\"}");
    }

    @Test
    void aResponseThatFails() {
        Events events = run(
                "",
                event(
                        "response.failed",
                        ",\"response\":{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Try again in 2s.\"}}"));
        assertToldAfterTheBeginning(events, "thread.run.failed", "done");
        assertThat(events.first("thread.run.failed").data())
                .contains("\"last_error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Try again in 2s.\"}");
    }
}
