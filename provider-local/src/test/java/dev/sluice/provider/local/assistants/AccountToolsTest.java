package dev.sluice.provider.local.assistants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.spi.ModelCall;
import dev.sluice.testkit.StepPublisher;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tools that the account of a model has itself: sections G.5, G.6 and G.9 of the contract on the Responses API. */
class AccountToolsTest {
    private static final String CODE = "{\"type\":\"code_interpreter\"}";
    private static final String FUNCTION = "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}";
    private static final String FOUND =
            "\"results\":[{\"file_id\":\"file-up\",\"filename\":\"foods.txt\",\"score\":0.68,"
                    + "\"attributes\":{},\"text\":\"Filip: cake\"}]";
    /** With two deltas. */
    private static final List<String> TOLD_OF_A_MESSAGE = List.of(
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

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n";
    }

    private static String item(int index, String members) {
        return event("response.output_item.added", ",\"output_index\":" + index + ",\"item\":{" + members + "}")
                + event("response.output_item.done", ",\"output_index\":" + index + ",\"item\":{" + members + "}");
    }

    private static String code(int index, String outputs) {
        return item(index, "\"type\":\"code_interpreter_call\",\"code\":\"run()\",\"outputs\":[" + outputs + "]");
    }

    private static String search(int index) {
        return item(index, "\"type\":\"file_search_call\",\"id\":\"fs_1\"," + FOUND);
    }

    private static String message(int index, String text, String annotation) {
        return event("response.output_item.added", ",\"output_index\":" + index + ",\"item\":{\"type\":\"message\"}")
                + event("response.output_text.delta", ",\"output_index\":" + index + ",\"delta\":\"" + text + "\"")
                + (annotation.isEmpty()
                        ? ""
                        : event(
                                "response.output_text.annotation.added",
                                ",\"output_index\":" + index + ",\"annotation\":{" + annotation + "}"))
                + event(
                        "response.output_item.done",
                        ",\"output_index\":" + index + ",\"item\":{\"type\":\"message\",\"status\":\"completed\"}");
    }

    private static String made(String name) {
        return "\"type\":\"container_file_citation\",\"container_id\":\"cntr_1\",\"file_id\":\"cfile_1\",\"filename\":\""
                + name + "\",\"start_index\":0,\"end_index\":0";
    }

    private static String completed() {
        return event("response.completed", ",\"response\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":3}}");
    }

    private String assistant(String tools, String more) {
        return bench.post("/v1/assistants", "{\"model\":\"gpt-r\",\"tools\":[" + tools + "]" + more + "}")
                .id();
    }

    private Events run(String assistant) {
        return bench.stream(
                "/v1/threads/" + bench.thread("Hi") + "/runs",
                "{\"assistant_id\":\"" + assistant + "\",\"stream\":true}");
    }

    private static List<String> after(Events events, int number) {
        return events.names().subList(number, events.names().size());
    }

    private String steps(Events events) {
        Events.Event created = events.first("thread.run.created");
        return bench.get("/v1/threads/" + created.string("thread_id") + "/runs/" + created.string("id")
                        + "/steps?order=asc")
                .masked();
    }

    @Test
    void filesForCodeAreCopiedIntoTheAccountOnce() {
        String one = bench.file("one.csv", "1,2");
        String two = bench.file("two.csv", "3,4");
        String assistant = assistant(
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
        assertThat(bench.models.asked(0))
                .isEqualTo(("--B\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nuser_data\r\n"
                                + "--B\r\nContent-Disposition: form-data; name=\"expires_after[anchor]\"\r\n\r\ncreated_at\r\n"
                                + "--B\r\nContent-Disposition: form-data; name=\"expires_after[seconds]\"\r\n\r\n3600\r\n"
                                + "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"one.csv\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n1,2\r\n--B--\r\n")
                        .replace("B\r", boundary + "\r")
                        .replace("B--", boundary + "--"));
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
        String assistant =
                assistant(CODE, ",\"tool_resources\":{\"code_interpreter\":{\"file_ids\":[\"" + file + "\"]}}");
        bench.models.answers(403, "{\"error\":{\"message\":\"secret\"}}");
        Events events = run(assistant);
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
        Events events = run(assistant(CODE, ""));
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
        Events events = run(assistant(CODE, ""));
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
        Events events = run(assistant(CODE, ""));
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
        Events events = run(assistant(CODE, ""));
        assertThat(events.names()).endsWith("thread.run.completed", "done");
        assertThat(events.first("thread.message.completed").data()).contains("\"annotations\":[]");
    }

    @Test
    void aStoreInTheAccountIsSearchedThere() {
        bench.models.answers(200, "{\"id\":\"vs_up\"}");
        String assistant = assistant(
                "{\"type\":\"file_search\",\"file_search\":{\"max_num_results\":3,\"ranking_options\":"
                        + "{\"score_threshold\":0.5}}}",
                ",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_up\"]}}");
        assertThat(bench.models.calls.get(0).method() + " "
                        + bench.models.calls.get(0).path())
                .isEqualTo("GET /v1/vector_stores/vs_up");
        bench.models.answers(200, "{\"id\":\"vs_up\"}");
        bench.models.streams(
                search(0),
                message(
                        1,
                        "😀 cake",
                        "\"type\":\"file_citation\",\"file_id\":\"file-up\",\"filename\":\"foods.txt\",\"index\":6"),
                completed());
        Events events = run(assistant);
        assertThat(bench.models.asked(2))
                .contains("\"tools\":[{\"type\":\"file_search\",\"vector_store_ids\":[\"vs_up\"],\"max_num_results\":3,"
                        + "\"ranking_options\":{\"ranker\":\"auto\",\"score_threshold\":0.5}}]");
        assertThat(after(events, 3).subList(0, 4))
                .containsExactly(
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.completed");
        assertThat(after(events, 7)).isEqualTo(TOLD_OF_A_MESSAGE);
        String ranking =
                "\"file_search\":{\"ranking_options\":{\"ranker\":\"default_2024_08_21\",\"score_threshold\":0.5},";
        assertThat(events.data("thread.run.step.delta"))
                .containsExactly("{\"id\":\"step_1\",\"object\":\"thread.run.step.delta\",\"delta\":{\"step_details\":"
                        + "{\"type\":\"tool_calls\",\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"file_search\","
                        + ranking + "\"results\":[]}}]}}}");
        assertThat(events.first("thread.run.step.completed").masked())
                .contains(
                        "\"step_details\":{\"type\":\"tool_calls\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"file_search\","
                                + ranking
                                + "\"results\":[{\"file_id\":\"file-up\",\"file_name\":\"foods.txt\",\"score\":0.68,"
                                + "\"attributes\":{}}]}}]}");
        assertThat(events.data("thread.message.delta").get(1))
                .contains("\"value\":\"【0:0†foods.txt】\",\"annotations\":[{\"index\":0,\"type\":\"file_citation\","
                        + "\"text\":\"【0:0†foods.txt】\",\"start_index\":6,\"end_index\":21,"
                        + "\"file_citation\":{\"file_id\":\"file-up\",\"quote\":\"\"}}]");
    }

    @Test
    void aStoreThatIsNowhereIsNotThere() {
        bench.models.answers(404, "{}");
        Bench.Reply reply = bench.post(
                "/v1/assistants",
                "{\"model\":\"gpt-r\",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_none\"]}}}");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).contains("No vector store found with id 'vs_none'.");
        assertThat(bench.post(
                                "/v1/assistants",
                                "{\"model\":\"gpt-r\",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_/../x\"]}}}")
                        .status())
                .isEqualTo(404);
        assertThat(bench.post(
                                "/v1/assistants",
                                "{\"model\":\"gpt-4o\",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_none\"]}}}")
                        .status())
                .isEqualTo(404);
        assertThat(bench.models.calls).hasSize(1);
    }

    @Test
    void aStoreThatIsGoneMeanwhileHoldsNothing() {
        bench.models.answers(200, "{}");
        String assistant = assistant(
                "{\"type\":\"file_search\"}",
                ",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_up\"]}}");
        bench.models.answers(404, "{}");
        bench.models.streams(message(0, "Nothing", ""), completed());
        assertThat(run(assistant).names()).endsWith("thread.run.completed", "done");
        assertThat(bench.models.asked(2))
                .contains("\"type\":\"function\",\"name\":\"file_search\"")
                .doesNotContain("vs_up");
    }

    @Test
    void aBuiltInToolBesideAFunctionHasAStepThatNobodyIsToldOf() {
        bench.models.streams(
                item(0, "\"type\":\"function_call\",\"call_id\":\"call_a\",\"name\":\"f\",\"arguments\":\"{}\""),
                code(1, "{\"type\":\"logs\",\"logs\":\"1\"}"),
                completed());
        Events events = run(assistant(CODE + "," + FUNCTION, ""));
        assertThat(after(events, 3))
                .containsExactly(
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.delta",
                        "thread.run.requires_action",
                        "done");
        assertThat(steps(events))
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
        Events events = run(assistant(CODE + "," + FUNCTION, ""));
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
        Events events = run(assistant(CODE, ""));
        assertThat(events.names()).endsWith("thread.run.step.cancelled", "thread.run.incomplete", "done");
        assertThat(events.first("thread.run.step.cancelled").data()).contains("\"input\":\"pri\",\"outputs\":[]");
    }

    @Test
    void aModelThatFailsAfterItsCodeWasRun() {
        bench.models.streams(
                code(0, ""), event("response.failed", ",\"response\":{\"error\":{\"code\":\"server_error\"}}"));
        Events events = run(assistant(CODE, ""));
        assertThat(events.names()).endsWith("thread.run.step.completed", "thread.run.failed", "done");
    }

    @Test
    void aResponseThatSomebodyStoppedCancelsTheRun() {
        bench.models.streams(
                event("response.output_text.delta", ",\"output_index\":0,\"delta\":\"Hel\""),
                event("response.cancelled", ",\"response\":{}"));
        assertThat(run(assistant("", "")).names())
                .endsWith(
                        "thread.run.cancelling",
                        "thread.message.incomplete",
                        "thread.run.step.cancelled",
                        "thread.run.cancelled",
                        "done");
    }

    @Test
    void partsOfAMessageAreCounted() {
        String part = event("response.content_part.added", ",\"output_index\":0,\"content_index\":1");
        bench.models.streams(
                part,
                event("response.output_text.delta", ",\"output_index\":0,\"delta\":\"one\""),
                part,
                event("response.output_text.delta", ",\"output_index\":0,\"delta\":\"two\""),
                part,
                event("response.refusal.delta", ",\"output_index\":0,\"delta\":\"No.\""),
                completed());
        Events events = run(assistant("", ""));
        String begin = "{\"id\":\"msg_1\",\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"index\":";
        assertThat(events.data("thread.message.delta"))
                .containsExactly(
                        begin + "0,\"type\":\"text\",\"text\":{\"value\":\"one\",\"annotations\":[]}}]}}",
                        begin + "1,\"type\":\"text\",\"text\":{\"value\":\"two\",\"annotations\":[]}}]}}",
                        begin + "2,\"type\":\"refusal\",\"refusal\":\"No.\"}]}}");
    }

    @Test
    void aMessageThatIsCutOffIsIncomplete() {
        bench.models.streams(
                event("response.output_item.added", ",\"output_index\":0,\"item\":{\"type\":\"message\"}"),
                event("response.output_text.delta", ",\"output_index\":0,\"delta\":\"Hel\""),
                event(
                        "response.output_item.done",
                        ",\"output_index\":0,\"item\":{\"type\":\"message\",\"status\":\"incomplete\"}"),
                event(
                        "response.incomplete",
                        ",\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}"));
        Events events = run(assistant("", ""));
        assertThat(events.names())
                .endsWith("thread.message.incomplete", "thread.run.step.completed", "thread.run.incomplete", "done");
        assertThat(events.first("thread.message.incomplete").data())
                .contains("\"incomplete_details\":{\"reason\":\"max_tokens\"}");
        assertThat(events.first("thread.run.incomplete").data())
                .contains("\"incomplete_details\":{\"reason\":\"max_completion_tokens\"}");
    }
}
