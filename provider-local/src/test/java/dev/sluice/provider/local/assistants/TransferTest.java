package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.calls;
import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.spi.AssistantStores;
import dev.sluice.provider.local.assistants.transfer.Export;
import dev.sluice.provider.local.assistants.transfer.Import;
import dev.sluice.provider.local.assistants.transfer.ImportException;
import dev.sluice.provider.local.assistants.transfer.LineSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exports and imports: what is written by one store and read by another is the same. */
class TransferTest {
    private final Bench bench = new Bench();
    private final Bench other = new Bench();
    private final List<String> warnings = new ArrayList<>();

    private static List<String> export(AssistantStores stores) {
        List<String> lines = new ArrayList<>();
        new Export(stores, Bench.JSON, "master", lines::add).everything();
        return lines;
    }

    private static LineSource source(List<String> lines) {
        return sink -> {
            for (int i = 0; i < lines.size(); i++) {
                sink.accept("in.jsonl:" + (i + 1), lines.get(i));
            }
        };
    }

    private Import.Report importTo(Bench to, List<String> lines) throws IOException, ImportException {
        return new Import(to.stores, Bench.JSON, "master", to.clock, warnings::add).run(source(lines));
    }

    /** Something of everything. */
    private String fill() {
        String file = bench.file("foods.txt", "Filip likes cake.\n".repeat(10));
        String store = bench.vectorStore();
        bench.post(
                "/v1/vector_stores/" + store + "/file_batches",
                "{\"file_ids\":[\"" + file + "\"],\"attributes\":{\"k\":1.50}}");
        String assistant = bench.assistant(",\"tools\":[{\"type\":\"file_search\"},{\"type\":\"function\",\"function\":"
                + "{\"name\":\"f\"}}],\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"" + store + "\"]}}");
        String thread = bench.thread("Filip? ✓");
        bench.models.streams(calls(0, "call_s", "file_search", "{\"query\":\"Filip\"}"), stops("stop", 1, 1));
        bench.models.streams(calls(0, "call_f", "f", "{\"a\":1}"), stops("stop", 1, 1));
        Bench.Reply run = bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}");
        bench.models.streams(says("Cake【0:0†foods.txt】."), stops("stop", 1, 1));
        bench.post(
                "/v1/threads/" + thread + "/runs/" + run.id() + "/submit_tool_outputs",
                "{\"tool_outputs\":[{\"tool_call_id\":\"call_f\",\"output\":\"done\"}]}");
        return thread;
    }

    @Test
    void everythingComesBackAsItWas() throws Exception {
        String thread = fill();
        List<String> lines = export(bench.stores);
        assertThat(lines).anyMatch(line -> line.startsWith("{\"kind\":\"run_step\",\"object\":{\"id\":\"step_"));
        Import.Report report = importTo(other, lines);
        assertThat(report.present()).isZero();
        assertThat(report.written())
                .isEqualTo(lines.stream()
                        .filter(line -> !line.startsWith("{\"kind\":\"file_content\""))
                        .count());
        assertThat(export(other.stores)).isEqualTo(lines);
        for (String path : List.of(
                "/v1/assistants",
                "/v1/threads",
                "/v1/files?purpose=assistants",
                "/v1/vector_stores",
                "/v1/threads/" + thread + "/messages",
                "/v1/threads/" + thread + "/runs")) {
            assertThat(other.get(path).text()).isEqualTo(bench.get(path).text());
        }
        String run = bench.get("/v1/threads/" + thread + "/runs").string("first_id");
        String steps = "/v1/threads/" + thread + "/runs/" + run + "/steps";
        assertThat(other.get(steps).text()).isEqualTo(bench.get(steps).text());
        assertThat(other.get("/v1/threads/" + thread + "/messages?run_id=" + run)
                        .text())
                .contains("【0:0†foods.txt】");
        assertThat(warnings).isEmpty();
    }

    @Test
    void itIsIndexedAnewAndTheThreadGoesOn() throws Exception {
        String thread = fill();
        importTo(other, export(bench.stores));
        other.loop.advance(Duration.ofSeconds(2));
        String store = other.get("/v1/vector_stores").string("first_id");
        assertThat(other.post("/v1/vector_stores/" + store + "/search", "{\"query\":\"cake\"}")
                        .text())
                .contains("Filip likes cake.");
        assertThat(other.get("/v1/vector_stores/" + store).text())
                .isEqualTo(bench.get("/v1/vector_stores/" + store).text());
        String assistant = other.get("/v1/assistants").string("first_id");
        other.models.streams(says("More."), stops("stop", 1, 1));
        assertThat(other.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(other.get("/v1/threads/" + thread + "/messages?limit=1").text())
                .contains("More.");
    }

    @Test
    void onceMoreChangesNothing() throws Exception {
        fill();
        List<String> lines = export(bench.stores);
        Import.Report first = importTo(other, lines);
        Import.Report second = importTo(other, lines);
        assertThat(second).isEqualTo(new Import.Report(0, first.written()));
        assertThat(export(other.stores)).isEqualTo(lines);
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatIsThereAndDiffersStays() throws Exception {
        String id =
                bench.post("/v1/assistants", "{\"model\":\"m\",\"name\":\"A\"}").id();
        List<String> lines = export(bench.stores);
        importTo(other, lines);
        other.post("/v1/assistants/" + id, "{\"name\":\"B\"}");
        importTo(other, lines);
        assertThat(warnings)
                .containsExactly("in.jsonl:1: assistant " + id + " is there already and differs; what is there stays");
        assertThat(other.get("/v1/assistants/" + id).text()).contains("\"name\":\"B\"");
    }

    @Test
    void wrongLinesAreAllToldAndNothingIsWritten() {
        List<String> lines = List.of(
                "{\"kind\":\"assistant\",\"object\":{\"id\":\"asst_1\",\"object\":\"assistant\",\"created_at\":1,"
                        + "\"model\":\"m\"}}",
                "nonsense",
                "{\"kind\":\"cat\",\"object\":{}}",
                "{\"kind\":\"thread\",\"object\":{\"created_at\":1}}",
                "{\"kind\":\"message\",\"object\":{\"id\":\"msg_1\",\"thread_id\":\"thread_9\"}}",
                "{\"kind\":\"file\",\"object\":{\"id\":\"file-1\",\"bytes\":3,\"created_at\":1,\"filename\":\"a\","
                        + "\"purpose\":\"assistants\"}}",
                "{\"kind\":\"file_content\",\"file_id\":\"file-1\",\"data\":\"eHg=\",\"last\":true}",
                "{\"kind\":\"file_content\",\"file_id\":\"file-2\",\"data\":\"!\",\"last\":true}",
                "{\"kind\":\"assistant\",\"object\":{\"id\":\"asst_1\",\"created_at\":1}}");
        assertThatThrownBy(() -> importTo(other, lines))
                .isInstanceOfSatisfying(
                        ImportException.class,
                        failure -> assertThat(failure.problems())
                                .containsExactly(
                                        "in.jsonl:2: it is no JSON object",
                                        "in.jsonl:3: 'kind' is \"cat\"; there are file_content, file, vector_store,"
                                                + " vector_store_file_batch, vector_store_file, assistant, thread, message, run, run_step",
                                        "in.jsonl:4: 'id' is missing",
                                        "in.jsonl:5: it belongs to thread_9, which is on no line before and not there yet",
                                        "in.jsonl:7: the content of file-1 has 1 bytes less than its file says",
                                        "in.jsonl:8: it is content of file-2, which is on no line before",
                                        "in.jsonl:9: assistant asst_1 is there twice"));
        assertThat(other.get("/v1/assistants").text()).contains("\"data\":[]");
    }

    @Test
    void whatAnAccountServedIsCompleted() throws Exception {
        importTo(
                other,
                List.of(
                        "{\"kind\":\"thread\",\"object\":{\"id\":\"thread_abc\",\"object\":\"thread\",\"created_at\":1700000000,"
                                + "\"metadata\":{},\"tool_resources\":{},\"new\":[1]}}",
                        "{\"kind\":\"message\",\"object\":{\"id\":\"msg_abc\",\"object\":\"thread.message\",\"created_at\":"
                                + "1700000001,\"assistant_id\":null,\"thread_id\":\"thread_abc\",\"run_id\":null,\"role\":"
                                + "\"user\",\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"Hi\",\"annotations\":[]}}],"
                                + "\"attachments\":[],\"metadata\":{}}}",
                        "{\"kind\":\"run\",\"object\":{\"id\":\"run_abc\",\"object\":\"thread.run\",\"created_at\":1700000002,"
                                + "\"assistant_id\":\"asst_abc\",\"thread_id\":\"thread_abc\",\"status\":\"in_progress\","
                                + "\"model\":\"gpt-4o\",\"expires_at\":1700000602}}"));
        assertThat(other.get("/v1/threads/thread_abc").text()).contains("\"new\":[1]");
        assertThat(other.get("/v1/threads/thread_abc/messages/msg_abc").text()).contains("\"value\":\"Hi\"");
        other.loop.advance(Duration.ofSeconds(2));
        assertThat(other.get("/v1/threads/thread_abc/runs/run_abc").string("status"))
                .isEqualTo("expired");
        String assistant = other.assistant("");
        other.models.streams(says("Hello."), stops("stop", 1, 1));
        assertThat(other.post("/v1/threads/thread_abc/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(other.models.asked(0)).contains("\"content\":\"Hi\"");
    }

    @Test
    void aRunThatWaitsForOutputsGoesOnElsewhere() throws Exception {
        String assistant = bench.assistant(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        String thread = bench.thread("Go");
        bench.models.streams(calls(0, "call_f", "f", "{}"), stops("stop", 1, 1));
        String run = bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                .id();
        importTo(other, export(bench.stores));
        other.loop.advance(Duration.ofSeconds(2));
        assertThat(other.post("/v1/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"x\"}")
                        .text())
                .contains("Can't add messages to");
        other.models.streams(says("Done."), stops("stop", 1, 1));
        other.post(
                "/v1/threads/" + thread + "/runs/" + run + "/submit_tool_outputs",
                "{\"tool_outputs\":[{\"tool_call_id\":\"call_f\",\"output\":\"1\"}]}");
        assertThat(other.get("/v1/threads/" + thread + "/runs/" + run).string("status"))
                .isEqualTo("completed");
    }

    @Test
    void threadsAsConversations() {
        String thread = fill();
        for (int i = 0; i < 20; i++) {
            bench.post("/v1/threads/" + thread + "/messages", "{\"role\":\"user\",\"content\":\"" + i + "\"}");
        }
        List<String> lines = new ArrayList<>();
        new Export(bench.stores, Bench.JSON, "master", lines::add).conversations();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("{\"thread_id\":\"" + thread + "\",\"requests\":[{\"metadata\":{},\"items\":["
                        + "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":"
                        + "\"Filip? ✓\"}]},"
                        + "{\"type\":\"function_call\",\"call_id\":\"call_f\",\"name\":\"f\",\"arguments\":"
                        + "\"{\\\"a\\\":1}\",\"status\":\"completed\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"call_f\",\"output\":\"done\"},"
                        + "{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"Cake.\"},")
                .contains("]},{\"items\":[{\"type\":\"message\",")
                .endsWith("{\"type\":\"input_text\",\"text\":\"19\"}]}]}]}");
    }
}
