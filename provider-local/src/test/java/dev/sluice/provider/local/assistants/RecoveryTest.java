package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.memory.MemoryStores;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.testkit.StepPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of runs whose server is gone. */
class RecoveryTest {
    private static final Duration LEASE = Duration.ofSeconds(61);

    private final Bench bench = new Bench();

    private String run(String assistant, String thread) {
        return bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
    }

    private String status(String thread, String run) {
        return bench.get("/v1/threads/" + thread + "/runs/" + run).string("status");
    }

    /** Whatever waits on the loop belongs to the server that is gone. */
    private void crash() {
        bench.loop.forget();
        bench.restart();
    }

    @Test
    void aRunThatWasNotBegunIsBegun() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        String run = new Bench.Reply(
                        bench.begin(
                                        "POST",
                                        "/v1/threads/" + thread + "/runs",
                                        "{\"assistant_id\":\"" + assistant + "\"}",
                                        Headers.EMPTY)
                                .join(),
                        bench.masks)
                .id();
        crash();
        bench.models.streams(says("Hello"), stops("stop", 1, 1));
        bench.loop.advance(LEASE);
        assertThat(status(thread, run)).isEqualTo("completed");
    }

    @Test
    void aRunWhoseModelHadSaidNothingIsTakenUpAgain() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streamsByHand();
        String run = run(assistant, thread);
        assertThat(status(thread, run)).isEqualTo("in_progress");
        crash();
        bench.models.streams(says("Hello"), stops("stop", 1, 1));
        bench.loop.advance(LEASE);
        assertThat(status(thread, run)).isEqualTo("completed");
        assertThat(bench.get("/v1/threads/" + thread + "/messages").text()).contains("Hello");
    }

    @Test
    void aRunWhoseModelWasSpeakingFailsAndItsMessageIsMarked() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        StepPublisher model = bench.models.streamsByHand();
        String run = run(assistant, thread);
        bench.loop.post(() -> model.emit(says("Hel").getBytes(StandardCharsets.UTF_8)));
        bench.loop.runAll();
        crash();
        bench.loop.advance(LEASE);
        assertThat(status(thread, run)).isEqualTo("failed");
        assertThat(bench.get("/v1/threads/" + thread + "/runs/" + run).text())
                .contains("\"last_error\":{\"code\":\"server_error\",\"message\":\"Sorry, something went wrong.\"}");
        assertThat(bench.get("/v1/threads/" + thread + "/messages").text())
                .contains("\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"run_failed\"}")
                .contains("\"value\":\"Hel\"");
        assertThat(bench.get("/v1/threads/" + thread + "/runs/" + run + "/steps")
                        .text())
                .contains("\"status\":\"failed\"");
        assertThat(bench.models.calls).hasSize(1);
        assertThat(bench.post("/v1/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"x\"}")
                        .status())
                .isEqualTo(200);
        assertThat(bench.replay("/v1/threads/" + thread + "/runs/" + run + "/events")
                        .names())
                .endsWith(
                        "thread.message.delta",
                        "thread.message.incomplete",
                        "thread.run.step.failed",
                        "thread.run.failed",
                        "done");
    }

    @Test
    void aServerThatEndsInOrderHandsItsRunsOver() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        bench.models.streamsByHand();
        String run = run(assistant, thread);
        bench.stop();
        bench.loop.forget();
        bench.restart();
        bench.models.streams(says("Hello"), stops("stop", 1, 1));
        bench.loop.advance(Duration.ofSeconds(2));
        assertThat(status(thread, run)).isEqualTo("completed");
    }

    @Test
    void whereTheStoreFailsForAMomentTheRunGoesOnSoon() {
        AssistantStores kept = MemoryStores.create();
        FailingStore store = new FailingStore(kept.objects());
        Bench shaky = new Bench(new AssistantStores(store, kept.queue(), kept.events(), kept.files(), kept.index()));
        String assistant = shaky.assistant("");
        String thread = shaky.thread("Hi");
        shaky.models.streams(says("Hello"), stops("stop", 1, 1));
        CompletableFuture<HttpReply> made = shaky.begin(
                "POST", "/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}", Headers.EMPTY);
        String run = new Bench.Reply(made.join(), shaky.masks).id();
        shaky.loop.forget();
        shaky.restart();
        store.failOnce();
        shaky.loop.advance(Duration.ofSeconds(15));
        assertThat(shaky.get("/v1/threads/" + thread + "/runs/" + run).string("status"))
                .isEqualTo("queued");
        shaky.loop.advance(Duration.ofSeconds(3));
        assertThat(shaky.get("/v1/threads/" + thread + "/runs/" + run).string("status"))
                .isEqualTo("completed");
    }

    @Test
    void aRunThatWaitsForOutputsGoesOnWaitingAndExpires() {
        String assistant = bench.assistant(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        String thread = bench.thread("Hi");
        bench.models.streams(ScriptedModels.calls(0, "call_a", "f", "{}"), stops("tool_calls", 3, 4));
        String run = run(assistant, thread);
        crash();
        bench.loop.advance(Duration.ofSeconds(598));
        assertThat(status(thread, run)).isEqualTo("requires_action");
        bench.loop.advance(Duration.ofSeconds(3));
        assertThat(status(thread, run)).isEqualTo("expired");
        String text = bench.get("/v1/threads/" + thread + "/runs/" + run).text();
        assertThat(text).contains("\"required_action\":null").contains("\"total_tokens\":7");
        assertThat(bench.get("/v1/threads/" + thread + "/runs/" + run + "/steps")
                        .text())
                .contains("\"status\":\"expired\"")
                .contains("\"total_tokens\":7");
        assertThat(bench.post(
                                "/v1/threads/" + thread + "/runs/" + run + "/submit_tool_outputs",
                                "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\"}]}")
                        .text())
                .contains("Runs in status \\\"expired\\\" do not accept tool outputs.");
    }

    @Test
    void whoeverLostARunWritesNothingMore() {
        String assistant = bench.assistant("");
        String thread = bench.thread("Hi");
        StepPublisher model = bench.models.streamsByHand();
        String run = run(assistant, thread);
        bench.restart();
        bench.models.streams(says("Hello"), stops("stop", 1, 1));
        bench.clock.advance(LEASE);
        bench.loop.advance(Duration.ofSeconds(2));
        bench.loop.post(() -> model.emit(says("late").getBytes(StandardCharsets.UTF_8)));
        bench.loop.runAll();
        assertThat(status(thread, run)).isEqualTo("completed");
        assertThat(bench.get("/v1/threads/" + thread + "/messages").text()).doesNotContain("late");
    }
}
