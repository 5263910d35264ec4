package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.calls;
import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.StepPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every row of the table in section D.1 of the contract: what each step sets, and what it clears. */
class TransitionsTest {
    private static final String NO_USAGE = "\"usage\":null";

    private final Bench bench = new Bench();
    private String assistant = "";
    private String thread = "";

    @BeforeEach
    void somethingToRun() {
        assistant = bench.assistant(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        thread = bench.thread("Hi");
    }

    private Bench.Reply create(String more) {
        return bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"" + more + "}");
    }

    private String path(String run) {
        return "/v1/threads/" + thread + "/runs/" + run;
    }

    private String now(String run) {
        return bench.get(path(run)).masked();
    }

    /** The members that the rows of the table are about, as they are on the wire. */
    private static String times(String status, String startedAt, String expiresAt, String over) {
        return "\"status\":\"" + status + "\",\"started_at\":" + startedAt + ",\"expires_at\":" + expiresAt + "," + over
                + ",";
    }

    private static String over(String cancelled, String failed, String completed) {
        return "\"cancelled_at\":" + cancelled + ",\"failed_at\":" + failed + ",\"completed_at\":" + completed;
    }

    private static final String NOT_OVER = over("null", "null", "null");

    private static String usage(int prompt, int completion) {
        return "\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion + ",\"total_tokens\":"
                + (prompt + completion)
                + ",\"prompt_token_details\":{\"cached_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}";
    }

    private String waiting() {
        bench.models.streams(calls(0, "call_a", "f", "{}"), stops("tool_calls", 3, 4));
        return create("").id();
    }

    @Test
    void createdAndStarted() {
        bench.models.streamsByHand();
        Bench.Reply created = create("");
        assertThat(created.masked())
                .contains(times("queued", "null", "1790000600", NOT_OVER))
                .contains("\"required_action\":null,\"last_error\":null")
                .contains(NO_USAGE);
        assertThat(now(created.id()))
                .contains(times("in_progress", "1790000000", "1790000600", NOT_OVER))
                .contains(NO_USAGE);
    }

    @Test
    void completed() {
        bench.models.streams(says("ok"), stops("stop", 3, 4));
        assertThat(now(create("").id()))
                .contains(times("completed", "1790000000", "null", over("null", "null", "1790000000")))
                .contains(usage(3, 4));
    }

    @Test
    void incomplete() {
        bench.models.streams(says("ok"), stops("length", 3, 4));
        assertThat(now(create(",\"max_completion_tokens\":4").id()))
                .contains(times("incomplete", "1790000000", "null", NOT_OVER))
                .contains("\"incomplete_details\":{\"reason\":\"max_completion_tokens\"}")
                .contains(usage(3, 4));
    }

    @Test
    void failed() {
        bench.models.answers(500, "{}");
        assertThat(now(create("").id()))
                .contains(times("failed", "1790000000", "null", over("null", "1790000000", "null")))
                .contains("\"last_error\":{\"code\":\"server_error\",\"message\":\"Sorry, something went wrong.\"}")
                .contains(usage(0, 0));
    }

    @Test
    void waitingAnsweredAndStartedAgain() {
        String run = waiting();
        assertThat(now(run))
                .contains(times("requires_action", "1790000000", "1790000600", NOT_OVER))
                .contains(
                        "\"required_action\":{\"type\":\"submit_tool_outputs\",\"submit_tool_outputs\":{\"tool_calls\":"
                                + "[{\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}")
                .contains(NO_USAGE);
        bench.loop.advance(Duration.ofSeconds(9));
        bench.models.streamsByHand();
        assertThat(bench.post(
                                path(run) + "/submit_tool_outputs",
                                "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\",\"output\":\"1\"}]}")
                        .masked())
                .contains(times("queued", "1790000000", "1790000600", NOT_OVER))
                .contains("\"required_action\":null");
        assertThat(now(run)).contains(times("in_progress", "1790000009", "1790000600", NOT_OVER));
        assertThat(bench.get(path(run) + "/steps").masked())
                .contains(
                        "\"status\":\"completed\",\"cancelled_at\":null,\"completed_at\":1790000009,\"expires_at\":null")
                .contains("\"output\":\"1\"")
                .contains(usage(3, 4));
    }

    @Test
    void cancelledInEachStatus() {
        String run = waiting();
        assertThat(bench.post(path(run) + "/cancel", "").masked())
                .contains(times("cancelling", "1790000000", "1790000600", NOT_OVER))
                .contains("\"required_action\":null")
                .contains(NO_USAGE);
        assertThat(now(run))
                .contains(times("cancelled", "1790000000", "null", over("1790000000", "null", "null")))
                .contains(usage(3, 4));
        assertThat(bench.get(path(run) + "/steps").masked())
                .contains("\"status\":\"cancelled\",\"cancelled_at\":1790000000");

        StepPublisher model = bench.models.streamsByHand();
        String second = create("").id();
        bench.loop.post(() -> model.emit(says("Hel").getBytes(StandardCharsets.UTF_8)));
        bench.loop.runAll();
        bench.post(path(second) + "/cancel", "");
        assertThat(now(second)).contains("\"status\":\"cancelled\"");

        Bench.Reply queued =
                bench.reply("POST", "/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}");
        assertThat(bench.reply("POST", path(queued.id()) + "/cancel", "").masked())
                .contains(times("cancelling", "null", "1790000600", NOT_OVER));
        bench.loop.runAll();
        assertThat(now(queued.id()))
                .contains(times("cancelled", "null", "null", over("1790000000", "null", "null")))
                .contains(usage(0, 0));
    }

    @Test
    void expiredInEachStatus() {
        String waiting = waiting();
        bench.loop.advance(Duration.ofSeconds(602));
        assertThat(now(waiting))
                .contains(times("expired", "1790000000", "null", NOT_OVER))
                .contains("\"required_action\":null")
                .contains("\"last_error\":null")
                .contains(usage(3, 4));

        bench.models.streamsByHand();
        String working = create("").id();
        bench.loop.advance(Duration.ofSeconds(602));
        assertThat(now(working)).contains("\"status\":\"expired\"").contains(usage(0, 0));

        String queued = bench.reply(
                        "POST", "/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        bench.loop.forget();
        bench.clock.advance(Duration.ofSeconds(601));
        bench.restart();
        bench.loop.runAll();
        assertThat(now(queued)).contains(times("expired", "null", "null", NOT_OVER));

        bench.models.streamsByHand();
        String cancelling = create("").id();
        bench.reply("POST", path(cancelling) + "/cancel", "");
        bench.loop.forget();
        bench.clock.advance(Duration.ofSeconds(601));
        bench.restart();
        bench.loop.runAll();
        assertThat(now(cancelling)).contains("\"status\":\"expired\"");
    }
}
