package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.StepPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients change what a worker is writing: neither loses anything. */
class RunNotesTest {
    private final Bench bench = new Bench();
    private final StepPublisher model = bench.models.streamsByHand();
    private String thread = "";
    private String run = "";

    @BeforeEach
    void aRunWhoseModelIsSpeaking() {
        String assistant = bench.assistant("");
        thread = bench.thread("Hi");
        run = bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        say(says("Hel"));
    }

    private void say(String events) {
        bench.loop.post(() -> model.emit(events.getBytes(UTF_8)));
        bench.loop.runAll();
    }

    private void finish() {
        say(says("lo") + stops("stop", 1, 1));
        bench.loop.post(model::complete);
        bench.loop.runAll();
    }

    private Bench.Reply theRun() {
        return bench.get("/v1/threads/" + thread + "/runs/" + run);
    }

    @Test
    void notesOnTheRunStay() {
        bench.post("/v1/threads/" + thread + "/runs/" + run, "{\"metadata\":{\"a\":\"1\"}}");
        finish();
        assertThat(theRun().text()).contains("\"status\":\"completed\"").contains("\"metadata\":{\"a\":\"1\"}");
    }

    @Test
    void notesOnTheMessageStay() {
        String message = bench.get("/v1/threads/" + thread + "/messages").string("first_id");
        String path = "/v1/threads/" + thread + "/messages/" + message;
        bench.post(path, "{\"metadata\":{\"b\":\"2\"}}");
        finish();
        assertThat(bench.get(path).text())
                .contains("\"status\":\"completed\"")
                .contains("\"value\":\"Hello\"")
                .contains("\"metadata\":{\"b\":\"2\"}");
    }

    @Test
    void notesOnTheThreadDoNotHinderTheRun() {
        bench.post("/v1/threads/" + thread, "{\"metadata\":{\"c\":\"3\"}}");
        finish();
        assertThat(theRun().string("status")).isEqualTo("completed");
        assertThat(bench.get("/v1/threads/" + thread).text()).contains("\"metadata\":{\"c\":\"3\"}");
    }

    @Test
    void aMessageThatIsBeingWrittenIsNotDeleted() {
        String message = bench.get("/v1/threads/" + thread + "/messages").string("first_id");
        String path = "/v1/threads/" + thread + "/messages/" + message;
        assertThat(bench.delete(path).text())
                .contains("Can't delete message " + message + " while a run " + run + " is writing it.");
        finish();
        assertThat(bench.delete(path).status()).isEqualTo(200);
    }

    @Test
    void aThreadThatIsDeletedTakesItsRunAlong() {
        bench.delete("/v1/threads/" + thread);
        say(says("lo"));
        assertThat(model.cancelled()).isDone();
        assertThat(bench.get("/v1/threads/" + thread + "/runs/" + run).status()).isEqualTo(404);
    }
}
