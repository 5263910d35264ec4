package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.calls;
import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.StepPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The frames of streams and their order, as sections C.3 and C.4 of the contract have them. */
class RunStreamTest {
    private static final String WEATHER = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\","
            + "\"description\":\"Weather\"}}]";
    private static final List<String> PLAIN = List.of(
            "thread.run.created",
            "thread.run.queued",
            "thread.run.in_progress",
            "thread.run.step.created",
            "thread.run.step.in_progress",
            "thread.message.created",
            "thread.message.in_progress",
            "thread.message.delta",
            "thread.message.delta",
            "thread.message.completed",
            "thread.run.step.completed",
            "thread.run.completed",
            "done");

    private final Bench bench = new Bench();

    private Events run(String assistant, String thread) {
        return bench.stream(
                "/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\",\"stream\":true}");
    }

    @Test
    void aPlainAnswer() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streams(says("Hel"), says("lo"), stops("stop", 5, 2));
        Events events = run(assistant, thread);
        assertThat(events.names()).isEqualTo(PLAIN);
        assertThat(events.isComplete()).isTrue();
        assertThat(events.first("thread.run.created").string("status")).isEqualTo("queued");
        assertThat(events.first("thread.run.created").isNull("started_at")).isTrue();
        assertThat(events.first("thread.run.in_progress")
                        .json()
                        .get("started_at")
                        .orElseThrow()
                        .asLong())
                .hasValue(Bench.NOW);
        assertThat(events.data("thread.message.delta"))
                .containsExactly(
                        "{\"id\":\"msg_1\",\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"index\":0,"
                                + "\"type\":\"text\",\"text\":{\"value\":\"Hel\",\"annotations\":[]}}]}}",
                        "{\"id\":\"msg_1\",\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"index\":0,"
                                + "\"type\":\"text\",\"text\":{\"value\":\"lo\"}}]}}");
        assertThat(events.first("thread.message.created")
                        .json()
                        .get("content")
                        .orElseThrow()
                        .elements())
                .isEmpty();
        assertThat(events.wire()).endsWith("\n\nevent: done\ndata: [DONE]\n\n");
        assertThat(events.first("thread.run.completed").isNull("expires_at")).isTrue();
    }

    @Test
    void theObjectsOfAPlainAnswer() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streams(says("Hello"), stops("stop", 5, 2));
        Events events = run(assistant, thread);
        assertThat(events.first("thread.message.completed").masked())
                .isEqualTo("{\"id\":\"msg_1\",\"object\":\"thread.message\",\"created_at\":1790000000,"
                        + "\"assistant_id\":\"asst_1\",\"thread_id\":\"thread_1\",\"run_id\":\"run_1\","
                        + "\"status\":\"completed\",\"incomplete_details\":null,\"incomplete_at\":null,"
                        + "\"completed_at\":1790000000,\"role\":\"assistant\",\"content\":[{\"type\":\"text\","
                        + "\"text\":{\"value\":\"Hello\",\"annotations\":[]}}],\"attachments\":[],\"metadata\":{}}");
        assertThat(events.first("thread.run.step.completed").masked())
                .isEqualTo("{\"id\":\"step_1\",\"object\":\"thread.run.step\",\"created_at\":1790000000,"
                        + "\"run_id\":\"run_1\",\"assistant_id\":\"asst_1\",\"thread_id\":\"thread_1\","
                        + "\"type\":\"message_creation\",\"status\":\"completed\",\"cancelled_at\":null,"
                        + "\"completed_at\":1790000000,\"expires_at\":1790000600,\"failed_at\":null,"
                        + "\"last_error\":null,\"step_details\":{\"type\":\"message_creation\","
                        + "\"message_creation\":{\"message_id\":\"msg_1\"}},\"usage\":{\"prompt_tokens\":5,"
                        + "\"completion_tokens\":2,\"total_tokens\":7,\"prompt_token_details\":{\"cached_tokens\":0},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":0}},\"expired_at\":null,"
                        + "\"metadata\":{}}");
        assertThat(events.first("thread.run.completed").masked())
                .isEqualTo("{\"id\":\"run_1\",\"object\":\"thread.run\",\"created_at\":1790000000,"
                        + "\"assistant_id\":\"asst_1\",\"thread_id\":\"thread_1\",\"status\":\"completed\","
                        + "\"started_at\":1790000000,\"expires_at\":null,\"cancelled_at\":null,\"failed_at\":null,"
                        + "\"completed_at\":1790000000,\"required_action\":null,\"last_error\":null,"
                        + "\"model\":\"gpt-4o\",\"instructions\":null,\"tools\":[],\"tool_resources\":{},"
                        + "\"metadata\":{},\"temperature\":1.0,\"top_p\":1.0,\"reasoning_effort\":null,"
                        + "\"max_completion_tokens\":null,\"max_prompt_tokens\":null,"
                        + "\"truncation_strategy\":{\"type\":\"auto\",\"last_messages\":null},"
                        + "\"incomplete_details\":null,\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,"
                        + "\"total_tokens\":7,\"prompt_token_details\":{\"cached_tokens\":0},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":0}},\"response_format\":\"auto\","
                        + "\"tool_choice\":\"auto\",\"parallel_tool_calls\":true}");
    }

    @Test
    void aThreadMadeWithItsRunIsToldFirst() {
        String assistant = bench.assistant("");
        bench.models.streams(says("Hel"), says("lo"), stops("stop", 5, 2));
        Events events = bench.stream(
                "/v1/threads/runs",
                "{\"assistant_id\":\"" + assistant + "\",\"stream\":true,\"thread\":{\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"Hi\"}],\"metadata\":{\"a\":\"b\"}}}");
        assertThat(events.names().get(0)).isEqualTo("thread.created");
        assertThat(events.names().subList(1, events.names().size())).isEqualTo(PLAIN);
        assertThat(events.first("thread.created").masked())
                .isEqualTo("{\"id\":\"thread_1\",\"object\":\"thread\",\"created_at\":1790000000,"
                        + "\"metadata\":{\"a\":\"b\"},\"tool_resources\":{}}");
    }

    @Test
    void functionCallsAndTheirOutputs() {
        String assistant = bench.assistant(WEATHER);
        String thread = bench.thread("Weather in Oslo and Rome?");
        bench.models.streams(
                calls(0, "call_a", "get_weather", "{\"city\":\"Oslo\"}"),
                calls(1, "call_b", "get_weather", "{\"city\":\"Rome\"}"),
                stops("tool_calls", 20, 8));
        Events events = run(assistant, thread);
        assertThat(events.names())
                .containsExactly(
                        "thread.run.created",
                        "thread.run.queued",
                        "thread.run.in_progress",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.requires_action",
                        "done");
        String delta = "{\"id\":\"step_1\",\"object\":\"thread.run.step.delta\",\"delta\":{\"step_details\":"
                + "{\"type\":\"tool_calls\",\"tool_calls\":[{\"index\":";
        assertThat(events.data("thread.run.step.delta"))
                .containsExactly(
                        delta + "0,\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\","
                                + "\"arguments\":\"\",\"output\":null}}]}}}",
                        delta
                                + "0,\"type\":\"function\",\"function\":{\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}}]}}}",
                        delta + "1,\"id\":\"call_b\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\","
                                + "\"arguments\":\"\",\"output\":null}}]}}}",
                        delta
                                + "1,\"type\":\"function\",\"function\":{\"arguments\":\"{\\\"city\\\":\\\"Rome\\\"}\"}}]}}}");
        Events.Event waiting = events.first("thread.run.requires_action");
        assertThat(waiting.isNull("usage")).isTrue();
        assertThat(waiting.data())
                .contains("\"required_action\":{\"type\":\"submit_tool_outputs\",\"submit_tool_outputs\":"
                        + "{\"tool_calls\":[{\"id\":\"call_a\",\"type\":\"function\",\"function\":"
                        + "{\"name\":\"get_weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}},");

        bench.models.streams(says("Sun"), stops("stop", 30, 4));
        Events more = bench.stream(
                "/v1/threads/" + thread + "/runs/" + waiting.string("id") + "/submit_tool_outputs",
                "{\"stream\":true,\"tool_outputs\":[{\"tool_call_id\":\"call_b\",\"output\":\"hot\"},"
                        + "{\"tool_call_id\":\"call_a\",\"output\":\"cold\"}]}");
        assertThat(more.names())
                .containsExactly(
                        "thread.run.step.completed",
                        "thread.run.queued",
                        "thread.run.in_progress",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.message.created",
                        "thread.message.in_progress",
                        "thread.message.delta",
                        "thread.message.completed",
                        "thread.run.step.completed",
                        "thread.run.completed",
                        "done");
        assertThat(more.first("thread.run.step.completed").data())
                .contains("\"output\":\"cold\"")
                .contains("\"output\":\"hot\"")
                .contains("\"total_tokens\":28");
        assertThat(more.first("thread.run.completed").data())
                .contains("\"usage\":{\"prompt_tokens\":50,\"completion_tokens\":12,\"total_tokens\":62,");
        assertThat(bench.models.asked(1))
                .contains("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_a\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"arguments\":"
                        + "\"{\\\"city\\\":\\\"Oslo\\\"}\"}},")
                .contains("{\"role\":\"tool\",\"tool_call_id\":\"call_a\",\"content\":\"cold\"},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"call_b\",\"content\":\"hot\"}");
    }

    @Test
    void textBeforeACallIsAMessageOfItsOwn() {
        String assistant = bench.assistant(WEATHER);
        String thread = bench.thread("Weather?");
        bench.models.streams(says("Let me see"), calls(0, "call_a", "get_weather", "{}"), stops("tool_calls", 9, 9));
        assertThat(run(assistant, thread).names())
                .containsExactly(
                        "thread.run.created",
                        "thread.run.queued",
                        "thread.run.in_progress",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.message.created",
                        "thread.message.in_progress",
                        "thread.message.delta",
                        "thread.message.completed",
                        "thread.run.step.completed",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.requires_action",
                        "done");
    }

    @Test
    void aLimitOfTokens() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streams(says("Hel"), stops("length", 5, 16));
        Events events = bench.stream(
                "/v1/threads/" + thread + "/runs",
                "{\"assistant_id\":\"" + assistant + "\",\"stream\":true,\"max_completion_tokens\":16}");
        assertThat(events.names().subList(7, events.names().size()))
                .containsExactly(
                        "thread.message.delta",
                        "thread.message.incomplete",
                        "thread.run.step.completed",
                        "thread.run.incomplete",
                        "done");
        assertThat(events.first("thread.message.incomplete").data())
                .contains("\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_tokens\"}")
                .contains("\"value\":\"Hel\"");
        assertThat(events.first("thread.run.incomplete").data())
                .contains("\"incomplete_details\":{\"reason\":\"max_completion_tokens\"}")
                .contains("\"completed_at\":null");
        assertThat(bench.models.asked(0)).contains("\"max_completion_tokens\":16");
    }

    @Test
    void aModelThatFailsInTheMiddle() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streams(says("Hel"), "data: {\"error\":{\"message\":\"overloaded\",\"code\":\"x\"}}\n\n");
        Events events = run(assistant, thread);
        assertThat(events.names().subList(7, events.names().size()))
                .containsExactly(
                        "thread.message.delta",
                        "thread.message.incomplete",
                        "thread.run.step.failed",
                        "thread.run.failed",
                        "done");
        assertThat(events.first("thread.message.incomplete").data()).contains("{\"reason\":\"run_failed\"}");
        String error = "\"last_error\":{\"code\":\"server_error\",\"message\":\"Sorry, something went wrong.\"}";
        assertThat(events.first("thread.run.step.failed").data()).contains(error);
        assertThat(events.first("thread.run.failed").data()).contains(error).contains("\"failed_at\":1790000000");
    }

    @Test
    void aModelThatRefusesBeforeItSaysAnything() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.answers(429, "{\"error\":{\"message\":\"Please try again in 3.3s.\"}}");
        Events events = run(assistant, thread);
        assertThat(events.names())
                .containsExactly(
                        "thread.run.created",
                        "thread.run.queued",
                        "thread.run.in_progress",
                        "thread.run.failed",
                        "done");
        assertThat(events.first("thread.run.failed").data())
                .contains(
                        "\"last_error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Please try again in 3.3s.\"}");
    }

    @Test
    void anAnswerThatWasNotStreamedIsToldAllTheSame() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.answers(
                200,
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}");
        assertThat(run(assistant, thread).data("thread.message.delta")).hasSize(1);
    }

    @Test
    void cancelWhileStreaming() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        StepPublisher model = bench.models.streamsByHand();
        Events events = run(assistant, thread);
        say(model, "Hel");
        String run = events.first("thread.run.created").string("id");
        Bench.Reply reply = bench.post("/v1/threads/" + thread + "/runs/" + run + "/cancel", "");
        assertThat(reply.string("status")).isEqualTo("cancelling");
        assertThat(reply.text()).contains("\"cancelled_at\":null");
        assertThat(events.names().subList(7, events.names().size()))
                .containsExactly(
                        "thread.message.delta",
                        "thread.run.cancelling",
                        "thread.message.incomplete",
                        "thread.run.step.cancelled",
                        "thread.run.cancelled",
                        "done");
        assertThat(events.first("thread.message.incomplete").data())
                .contains("{\"reason\":\"run_cancelled\"}")
                .contains("\"value\":\"Hel\"");
        assertThat(model.cancelled()).isDone();
        assertThat(bench.post("/v1/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"x\"}")
                        .status())
                .isEqualTo(200);
    }

    private void say(StepPublisher model, String text) {
        bench.loop.post(() -> model.emit(says(text).getBytes(StandardCharsets.UTF_8)));
        bench.loop.runAll();
    }

    @Test
    void aRunThatTakesTooLongExpires() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        StepPublisher model = bench.models.streamsByHand();
        Events events = run(assistant, thread);
        say(model, "Hel");
        bench.loop.advance(Duration.ofSeconds(600));
        assertThat(events.names().subList(7, events.names().size()))
                .containsExactly(
                        "thread.message.delta",
                        "thread.message.incomplete",
                        "thread.run.step.expired",
                        "thread.run.expired",
                        "done");
        assertThat(events.first("thread.message.incomplete").data()).contains("{\"reason\":\"run_expired\"}");
        assertThat(events.first("thread.run.expired").isNull("expires_at")).isTrue();
        assertThat(events.wire()).contains("\n\n: keepalive\n\n");
    }

    @Test
    void whoLeavesDoesNotStopTheRunAndWhoComesBackHearsEverything() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        StepPublisher model = bench.models.streamsByHand();
        Events events = run(assistant, thread);
        String run = events.first("thread.run.created").string("id");
        say(model, "Hel");
        events.leave();
        Events again = bench.replay("/v1/threads/" + thread + "/runs/" + run + "/events?after=7");
        assertThat(again.names()).containsExactly("thread.message.delta");
        bench.loop.post(() -> {
            model.emit(stops("stop", 1, 1).getBytes(StandardCharsets.UTF_8));
            model.complete();
        });
        bench.loop.runAll();
        assertThat(again.names())
                .containsExactly(
                        "thread.message.delta",
                        "thread.message.completed",
                        "thread.run.step.completed",
                        "thread.run.completed",
                        "done");
        assertThat(again.wire()).startsWith("id: 8\nevent: thread.message.delta\n");
        Events all = bench.replay("/v1/threads/" + thread + "/runs/" + run + "/events");
        assertThat(all.names()).hasSize(12).endsWith("thread.run.completed", "done");
        assertThat(bench.replay("/v1/threads/" + thread + "/runs/" + run + "/events?after=11")
                        .names())
                .containsExactly("done");
    }
}
