package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ResponsesBench.CODE;
import static dev.sluice.provider.local.assistants.ResponsesBench.FUNCTION;
import static dev.sluice.provider.local.assistants.ResponsesBench.TOLD_OF_A_MESSAGE;
import static dev.sluice.provider.local.assistants.ResponsesBench.after;
import static dev.sluice.provider.local.assistants.ResponsesBench.code;
import static dev.sluice.provider.local.assistants.ResponsesBench.completed;
import static dev.sluice.provider.local.assistants.ResponsesBench.event;
import static dev.sluice.provider.local.assistants.ResponsesBench.item;
import static dev.sluice.provider.local.assistants.ResponsesBench.made;
import static dev.sluice.provider.local.assistants.ResponsesBench.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.spi.ModelCall;
import dev.sluice.testkit.StepPublisher;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The code interpreter that the account of a model has: sections G.5, G.6 and G.9 of the contract on the Responses API. */
class AccountToolsTest {
    private final ResponsesBench responses = new ResponsesBench();
    private final Bench bench = responses.bench;

    @Test
    void filesForCodeAreCopiedIntoTheAccountOnce() {
        String one = bench.file("one.csv", "1,2");
        String two = bench.file("two.csv", "3,4");
        String assistant = responses.assistant(
                CODE + "," + FUNCTION, ",\"tool_resources\":{\"code_interpreter\":{\"file_ids\":[\"" + one + "\"]}}");
        String thread = bench.post(
                        "/v1/threads",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\",\"attachments\":[{\"file_id\":\"" + two
                                + "\",\"tools\":[" + CODE + "]}]}]}")
                .id();
        bench.models.answers(200, "{\"id\":\"file-up1\"}");
        bench.models.answers(200, "{\"id\":\"file-up2\"}");
        bench.models.streams(
                item(0, "\"type\":\"function_call\",\"call_id\":\"call_a\",\"name\":\"f\",\"arguments\":\"{}\""),
                completed());
        String run = bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        ModelCall copy = bench.models.calls.get(0);
        assertThat(copy.method() + " " + copy.path()).isEqualTo("POST /v1/files");
        assertThat(copy.headers().first("X-LiteLLM-Target-Model")).contains("gpt-r");
        String boundary = copy.headers().first("Content-Type").orElseThrow().split("boundary=", -1)[1];
        assertThat(bench.models.asked(0).replace(boundary, "B").split("\r\n", -1))
                .containsExactly(
                        "--B",
                        "Content-Disposition: form-data; name=\"purpose\"",
                        "",
                        "user_data",
                        "--B",
                        "Content-Disposition: form-data; name=\"expires_after[anchor]\"",
                        "",
                        "created_at",
                        "--B",
                        "Content-Disposition: form-data; name=\"expires_after[seconds]\"",
                        "",
                        "3600",
                        "--B",
                        "Content-Disposition: form-data; name=\"file\"; filename=\"one.csv\"",
                        "Content-Type: application/octet-stream",
                        "",
                        "1,2",
                        "--B--",
                        "");
        assertThat(bench.models.asked(1)).contains("filename=\"two.csv\"").contains("\r\n3,4\r\n");
        String container = "{\"type\":\"code_interpreter\",\"container\":{\"type\":\"auto\",\"file_ids\":[\"file-up1\","
                + "\"file-up2\"]}}";
        assertThat(bench.models.asked(2)).contains(container);

        bench.restart();
        bench.models.streams(message(0, "Done", ""), completed());
        bench.post(
                "/v1/threads/" + thread + "/runs/" + run + "/submit_tool_outputs",
                "{\"tool_outputs\":[{\"tool_call_id\":\"call_a\",\"output\":\"1\"}]}");
        bench.loop.advance(Duration.ofSeconds(2));
        assertThat(bench.models.calls).hasSize(4);
        assertThat(bench.models.asked(3)).contains(container);
    }

    @Test
    void anAccountThatTakesNoFileFailsTheRun() {
        String file = bench.file("one.csv", "1,2");
        String assistant = responses.assistant(
                CODE, ",\"tool_resources\":{\"code_interpreter\":{\"file_ids\":[\"" + file + "\"]}}");
        bench.models.answers(403, "{\"error\":{\"message\":\"secret\"}}");
        Events events = responses.run(assistant);
        assertThat(after(events, 3)).containsExactly("thread.run.failed", "done");
        assertThat(events.first("thread.run.failed").data())
                .contains("\"last_error\":{\"code\":\"server_error\",\"message\":"
                        + "\"The account of the model does not take a file: 403\"}");
    }

    @Test
    void whatCodeDrewIsAFile() {
        byte[] pixels = {1, 2, 3};
        bench.models.streams(
                code(
                        0,
                        "{\"type\":\"logs\",\"logs\":\"1\"},{\"type\":\"image\",\"url\":\"data:image/png;base64,"
                                + Base64.getEncoder().encodeToString(pixels)
                                + "\"},{\"type\":\"image\",\"url\":\"https://elsewhere/a.png\"}"),
                completed());
        Events events = responses.run(responses.assistant(CODE, ""));
        assertThat(after(events, 3))
                .containsExactly(
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.step.completed",
                        "thread.run.completed",
                        "done");
        assertThat(events.data("thread.run.step.delta").get(2))
                .isEqualTo("{\"id\":\"step_1\",\"object\":\"thread.run.step.delta\",\"delta\":{\"step_details\":"
                        + "{\"type\":\"tool_calls\",\"tool_calls\":[{\"index\":0,\"type\":\"code_interpreter\","
                        + "\"code_interpreter\":{\"outputs\":[{\"index\":0,\"type\":\"logs\",\"logs\":\"1\"},"
                        + "{\"index\":1,\"type\":\"image\",\"image\":{\"file_id\":\"file-1\"}}]}}]}}}");
        assertThat(events.first("thread.run.step.completed").masked())
                .contains("\"code_interpreter\":{\"input\":\"run()\",\"outputs\":[{\"type\":\"logs\",\"logs\":\"1\"},"
                        + "{\"type\":\"image\",\"image\":{\"file_id\":\"file-1\"}}]}")
                .contains("\"total_tokens\":8");
        Bench.Reply files = bench.get("/v1/files?purpose=assistants_output");
        assertThat(files.masked())
                .contains("\"purpose\":\"assistants_output\",\"filename\":\"image.png\",\"bytes\":3,");
        assertThat(bench.get("/v1/files/" + files.string("first_id") + "/content")
                        .text()
                        .getBytes(UTF_8))
                .isEqualTo(pixels);
    }

    @Test
    void aFileThatTheTextNamesIsKeptBeforeItIsTold() {
        String text = "😀 [out](sandbox:/mnt/data/out.csv).";
        StepPublisher model = bench.models.streamsByHand();
        StepPublisher content = bench.models.streamsByHand();
        Events events = responses.run(responses.assistant(CODE, ""));
        bench.loop.post(() -> model.emit(message(0, text, made("out.csv")).getBytes(UTF_8)));
        bench.loop.runAll();
        assertThat(events.names()).endsWith("thread.message.delta").doesNotContain("thread.message.completed");
        bench.loop.post(() -> {
            content.emit("a,b".getBytes(UTF_8));
            content.complete();
            model.emit(completed().getBytes(UTF_8));
            model.complete();
        });
        bench.loop.runAll();
        assertThat(after(events, 3)).isEqualTo(TOLD_OF_A_MESSAGE);
        ModelCall fetched = bench.models.calls.get(1);
        assertThat(fetched.method() + " " + fetched.path())
                .isEqualTo("GET /v1/containers/cntr_1/files/cfile_1/content");
        assertThat(events.data("thread.message.delta").get(1))
                .isEqualTo("{\"id\":\"msg_1\",\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"index\":0,"
                        + "\"type\":\"text\",\"text\":{\"value\":\"\",\"annotations\":[{\"index\":0,\"type\":\"file_path\","
                        + "\"text\":\"sandbox:/mnt/data/out.csv\",\"start_index\":8,\"end_index\":33,"
                        + "\"file_path\":{\"file_id\":\"file-1\"}}]}}]}}");
        assertThat(events.first("thread.message.completed").masked())
                .contains("\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"" + text + "\",\"annotations\":["
                        + "{\"type\":\"file_path\",\"text\":\"sandbox:/mnt/data/out.csv\",\"start_index\":8,\"end_index\":33,"
                        + "\"file_path\":{\"file_id\":\"file-1\"}}]}}]");
        String file = bench.get("/v1/files").string("first_id");
        assertThat(bench.get("/v1/files/" + file + "/content").text()).isEqualTo("a,b");
    }

    @Test
    void aPictureThatBelongsToTheAnswerIsAPartOfIt() {
        bench.models.streams(message(0, "See.", made("plot.PNG")), completed());
        bench.models.answers(200, "pixels");
        Events events = responses.run(responses.assistant(CODE, ""));
        assertThat(after(events, 3)).isEqualTo(TOLD_OF_A_MESSAGE);
        assertThat(events.data("thread.message.delta").get(1))
                .isEqualTo("{\"id\":\"msg_1\",\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"index\":1,"
                        + "\"type\":\"image_file\",\"image_file\":{\"file_id\":\"file-1\"}}]}}");
        assertThat(events.first("thread.message.completed").masked())
                .contains("\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"See.\",\"annotations\":[]}},"
                        + "{\"type\":\"image_file\",\"image_file\":{\"file_id\":\"file-1\"}}]");
    }

    @Test
    void aFileThatIsGoneIsLeftOut() {
        bench.models.streams(message(0, "See sandbox:/mnt/data/out.csv", made("out.csv")), completed());
        bench.models.answers(404, "{}");
        Events events = responses.run(responses.assistant(CODE, ""));
        assertThat(events.names()).endsWith("thread.run.completed", "done");
        assertThat(events.first("thread.message.completed").data()).contains("\"annotations\":[]");
    }

    @Test
    void aBuiltInToolBesideAFunctionHasAStepThatNobodyIsToldOf() {
        bench.models.streams(
                item(0, "\"type\":\"function_call\",\"call_id\":\"call_a\",\"name\":\"f\",\"arguments\":\"{}\""),
                code(1, "{\"type\":\"logs\",\"logs\":\"1\"}"),
                completed());
        Events events = responses.run(responses.assistant(CODE + "," + FUNCTION, ""));
        assertThat(after(events, 3))
                .containsExactly(
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.requires_action",
                        "done");
        assertThat(responses.steps(events))
                .containsSubsequence(
                        "\"status\":\"in_progress\"",
                        "\"id\":\"call_a\"",
                        "\"status\":\"completed\"",
                        "\"logs\":\"1\"");
    }

    @Test
    void codeBeforeAFunctionIsDoneFirst() {
        bench.models.streams(
                code(0, ""),
                item(1, "\"type\":\"function_call\",\"call_id\":\"call_a\",\"name\":\"f\",\"arguments\":\"{}\""),
                completed());
        Events events = responses.run(responses.assistant(CODE + "," + FUNCTION, ""));
        assertThat(after(events, 3))
                .containsExactly(
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.step.completed",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.requires_action",
                        "done");
    }

    @Test
    void codeThatIsCutOff() {
        bench.models.streams(
                event(
                        "response.output_item.added",
                        ",\"output_index\":0,\"item\":{\"type\":\"code_interpreter_call\"}"),
                event("response.code_interpreter_call_code.delta", ",\"output_index\":0,\"delta\":\"pri\""),
                event(
                        "response.incomplete",
                        ",\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}"));
        Events events = responses.run(responses.assistant(CODE, ""));
        assertThat(events.names()).endsWith("thread.run.step.cancelled", "thread.run.incomplete", "done");
        assertThat(events.first("thread.run.step.cancelled").data()).contains("\"input\":\"pri\",\"outputs\":[]");
    }

    @Test
    void aModelThatFailsAfterItsCodeWasRun() {
        bench.models.streams(
                code(0, ""), event("response.failed", ",\"response\":{\"error\":{\"code\":\"server_error\"}}"));
        Events events = responses.run(responses.assistant(CODE, ""));
        assertThat(events.names()).endsWith("thread.run.step.completed", "thread.run.failed", "done");
    }
}
