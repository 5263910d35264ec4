package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.calls;
import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.StepPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What runs leave when they end: steps, tokens and streams, as sections B.6, C.4 and G.8 of the contract have them. */
class RunEndsTest {
    private static final String WEATHER = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\","
            + "\"description\":\"Weather\"}}]";

    private final Bench bench = new Bench();

    private Events run(String assistant, String thread) {
        return bench.stream(
                "/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\",\"stream\":true}");
    }

    private void say(StepPublisher model, String text) {
        bench.loop.post(() -> model.emit(says(text).getBytes(StandardCharsets.UTF_8)));
        bench.loop.runAll();
    }

    /** Section G.8: the tokens of a turn are with its last step, and those of the run are the sum. */
    @Test
    void theTokensOfATurnAreWithItsLastStep() {
        String assistant = bench.assistant(WEATHER);
        String thread = bench.thread("Weather?");
        bench.models.streams(says("Let me see"), calls(0, "call_a", "get_weather", "{}"), stops("tool_calls", 9, 8));
        Events events = run(assistant, thread);
        assertThat(events.first("thread.run.step.completed").data()).contains("\"total_tokens\":0,");
        String run = events.first("thread.run.created").string("id");
        String at = "/v1/threads/" + thread + "/runs/" + run;
        bench.models.answers(500, "{}");
        bench.post(at + "/submit_tool_outputs", "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\",\"output\":\"\"}]}");
        assertThat(bench.get(at + "/steps").text()).contains("\"output\":\"\"").contains("\"total_tokens\":17,");
        assertThat(bench.get(at).text())
                .contains("\"status\":\"failed\"")
                .contains("\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":8,\"total_tokens\":17,");
    }

    @Test
    void aModelThatTellsNoTokens() {
        String assistant = bench.assistant("");
        bench.models.streams(
                says("Hi"),
                ScriptedModels.chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}"),
                "data: [DONE]\n\n");
        assertThat(run(assistant, bench.thread("Hi"))
                        .first("thread.run.completed")
                        .data())
                .contains("\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0,");
    }

    /** Section B.6: a step that ended with its run, in each of three ways. */
    @Test
    void stepsThatEndWithTheirRun() {
        String assistant = bench.assistant(WEATHER);
        assertThat(endedStep(assistant, "cancelled"))
                .contains("\"status\":\"cancelled\",\"cancelled_at\":1790000000,\"completed_at\":null,"
                        + "\"expires_at\":null,\"failed_at\":null,\"last_error\":null,\"step_details\":{\"type\":"
                        + "\"message_creation\",");
        assertThat(endedStep(assistant, "failed"))
                .contains("\"status\":\"failed\",\"cancelled_at\":null,\"completed_at\":null,\"expires_at\":null,"
                        + "\"failed_at\":1790000000,\"last_error\":{\"code\":\"server_error\",\"message\":"
                        + "\"Sorry, something went wrong.\"},\"step_details\":{\"type\":\"message_creation\",");
        assertThat(endedStep(assistant, "expired"))
                .contains("\"status\":\"expired\",\"cancelled_at\":null,\"completed_at\":null,\"expires_at\":null,"
                        + "\"failed_at\":null,\"last_error\":null,\"step_details\":{\"type\":\"message_creation\",")
                .contains("\"expired_at\":1790000600");
    }

    private String endedStep(String assistant, String how) {
        String thread = bench.thread("Hi");
        StepPublisher model = bench.models.streamsByHand();
        Events events = run(assistant, thread);
        say(model, "Hel");
        String at = "/v1/threads/" + thread + "/runs/"
                + events.first("thread.run.created").string("id");
        switch (how) {
            case "cancelled" -> bench.post(at + "/cancel", "");
            case "failed" -> {
                bench.loop.post(model::complete);
                bench.loop.runAll();
            }
            default -> bench.loop.advance(Duration.ofSeconds(600));
        }
        return bench.get(at + "/steps").masked();
    }

    /** Section C.4: whoever still listens when the thread is gone is told so. */
    @Test
    void aThreadThatIsDeletedEndsTheStreamWithAnError() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streamsByHand();
        Events events = run(assistant, thread);
        bench.delete("/v1/threads/" + thread);
        bench.loop.advance(Duration.ofSeconds(16));
        assertThat(events.names()).endsWith("error", "done");
        assertThat(events.first("error").data())
                .startsWith("{\"error\":{\"message\":\"")
                .contains("\"param\":null");
    }
}
