package dev.sluice.provider.local.assistants;

import static dev.sluice.provider.local.assistants.ScriptedModels.calls;
import static dev.sluice.provider.local.assistants.ScriptedModels.says;
import static dev.sluice.provider.local.assistants.ScriptedModels.stops;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that search files: sections B.3, B.6, C.3, C.4 and G.5 of the contract. */
class FileSearchTest {
    private static final String SEARCH = ",\"tools\":[{\"type\":\"file_search\"}]";
    private static final String INCLUDE =
            "include%5B%5D=step_details.tool_calls%5B*%5D.file_search.results%5B*%5D.content";

    private final Bench bench = new Bench();

    private static String searching(String store) {
        return SEARCH + ",\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"" + store + "\"]}}";
    }

    private Events run(String assistant, String thread, String more) {
        return bench.stream(
                "/v1/threads/" + thread + "/runs" + more, "{\"assistant_id\":\"" + assistant + "\",\"stream\":true}");
    }

    @Test
    void aSearchIsAStepAndItsPassagesAreCited() {
        String file = bench.file("foods.txt", "Filip likes cake.");
        String assistant = bench.assistant(searching(bench.vectorStore(file)));
        String thread = bench.thread("What does Filip like?");
        bench.models.streams(calls(0, "call_s", "file_search", "{\"query\":\"Filip\"}"), stops("tool_calls", 7, 3));
        bench.models.streams(
                says("😀 It is cake"), says("【0:"), says("0†foods.txt"), says("】. 【9:9†no】"), stops("stop", 20, 5));
        Events events = run(assistant, thread, "");
        assertThat(events.names())
                .isEqualTo(List.of(
                        "thread.run.created",
                        "thread.run.queued",
                        "thread.run.in_progress",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.run.step.delta",
                        "thread.run.step.completed",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.message.created",
                        "thread.message.in_progress",
                        "thread.message.delta",
                        "thread.message.delta",
                        "thread.message.delta",
                        "thread.message.completed",
                        "thread.run.step.completed",
                        "thread.run.completed",
                        "done"));
        assertThat(events.data("thread.run.step.delta"))
                .containsExactly("{\"id\":\"step_1\",\"object\":\"thread.run.step.delta\",\"delta\":{\"step_details\":"
                        + "{\"type\":\"tool_calls\",\"tool_calls\":[{\"index\":0,\"id\":\"call_s\",\"type\":\"file_search\","
                        + "\"file_search\":{\"ranking_options\":{\"ranker\":\"default_2024_08_21\",\"score_threshold\":0.0},"
                        + "\"results\":[]}}]}}}");
        assertThat(events.first("thread.run.step.completed").masked())
                .contains("\"step_details\":{\"type\":\"tool_calls\",\"tool_calls\":[{\"id\":\"call_s\",\"type\":"
                        + "\"file_search\",\"file_search\":{\"ranking_options\":{\"ranker\":\"default_2024_08_21\","
                        + "\"score_threshold\":0.0},\"results\":[{\"file_id\":\"file-1\",\"file_name\":\"foods.txt\","
                        + "\"score\":0.")
                .contains("\"attributes\":{}}]}}]},\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,")
                .doesNotContain("\"content\"");
        assertThat(events.data("thread.message.delta").get(1))
                .isEqualTo("{\"id\":\"msg_1\",\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"index\":0,"
                        + "\"type\":\"text\",\"text\":{\"value\":\"【0:0†foods.txt】\",\"annotations\":[{\"index\":0,"
                        + "\"type\":\"file_citation\",\"text\":\"【0:0†foods.txt】\",\"start_index\":12,\"end_index\":27,"
                        + "\"file_citation\":{\"file_id\":\"file-1\",\"quote\":\"\"}}]}}]}}");
        assertThat(events.first("thread.message.completed").masked())
                .contains(
                        "\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"😀 It is cake【0:0†foods.txt】. 【9:9†no】\","
                                + "\"annotations\":[{\"type\":\"file_citation\",\"text\":\"【0:0†foods.txt】\",\"start_index\":12,"
                                + "\"end_index\":27,\"file_citation\":{\"file_id\":\"file-1\"}}]}}]");
        assertThat(events.first("thread.run.completed").masked())
                .contains("\"prompt_tokens\":27,\"completion_tokens\":8,");
    }

    @Test
    void theModelIsToldOfAFunctionAndOfWhatItFound() {
        String file = bench.file("foods.txt", "Filip likes cake.");
        String assistant = bench.assistant(searching(bench.vectorStore(file)));
        String thread = bench.thread("What does Filip like?");
        bench.models.streams(calls(0, "call_s", "file_search", "{\"query\":\"Filip\"}"), stops("stop", 1, 1));
        bench.models.streams(says("Cake."), stops("stop", 1, 1));
        run(assistant, thread, "");
        assertThat(bench.models.asked(0))
                .contains("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"file_search\",\"description\":");
        assertThat(bench.models.asked(1))
                .contains(
                        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_s\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"file_search\",\"arguments\":\"{\\\"query\\\":\\\"Filip\\\"}\"}}]},"
                                + "{\"role\":\"tool\",\"tool_call_id\":\"call_s\",\"content\":\"【0:0†foods.txt】\\nFilip likes"
                                + " cake.\"}");
    }

    @Test
    void byTheResponsesApiTheSame() {
        String file = bench.file("foods.txt", "Filip likes cake.");
        String assistant = bench.post(
                        "/v1/assistants", "{\"model\":\"gpt-r\"" + searching(bench.vectorStore(file)) + "}")
                .id();
        String thread = bench.thread("What does Filip like?");
        String call = "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_s\",\"name\":\"file_search\","
                + "\"arguments\":\"{\\\"query\\\":\\\"Filip\\\"}\"}";
        bench.models.answers(200, "{\"status\":\"completed\",\"output\":[" + call + "]}");
        bench.models.answers(
                200,
                "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\","
                        + "\"text\":\"Cake【0:0†foods.txt】.\"}]}]}");
        Events events = run(assistant, thread, "");
        assertThat(bench.models.asked(0)).contains("{\"type\":\"function\",\"name\":\"file_search\",\"description\":");
        assertThat(bench.models.asked(1))
                .contains("{\"type\":\"function_call\",\"call_id\":\"call_s\",\"name\":\"file_search\",\"arguments\":"
                        + "\"{\\\"query\\\":\\\"Filip\\\"}\"},{\"type\":\"function_call_output\",\"call_id\":\"call_s\","
                        + "\"output\":\"【0:0†foods.txt】\\nFilip likes cake.\"}")
                .containsOnlyOnce("\"type\":\"function_call\"");
        assertThat(events.first("thread.message.completed").masked()).contains("\"start_index\":4,\"end_index\":19");
    }

    @Test
    void textsAreShownToThoseWhoAsk() {
        String file = bench.file("foods.txt", "Filip likes cake.");
        String assistant = bench.assistant(searching(bench.vectorStore(file)));
        String thread = bench.thread("What does Filip like?");
        bench.models.streams(calls(0, "call_s", "file_search", "{\"query\":\"Filip\"}"), stops("stop", 1, 1));
        bench.models.streams(says("Cake."), stops("stop", 1, 1));
        Events events = run(assistant, thread, "?" + INCLUDE);
        String content = "\"content\":[{\"type\":\"text\",\"text\":\"Filip likes cake.\"}]";
        assertThat(events.first("thread.run.step.completed").data()).contains(content);
        String run = events.first("thread.run.completed").string("id");
        String steps = "/v1/threads/" + thread + "/runs/" + run + "/steps";
        assertThat(bench.get(steps).text()).doesNotContain("Filip likes cake.");
        assertThat(bench.get(steps + "?" + INCLUDE).text()).contains(content);
    }

    @Test
    void theStoresOfTheAssistantAndOfTheThread() {
        String one = bench.file("one.txt", "Filip likes cake.");
        String two = bench.file("two.txt", "Filip likes pie.");
        String assistant = bench.assistant(searching(bench.vectorStore(one)));
        Bench.Reply thread = bench.post(
                "/v1/threads",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Filip?\",\"attachments\":[{\"file_id\":\"" + two
                        + "\",\"tools\":[{\"type\":\"file_search\"}]}]}]}");
        assertThat(thread.masked()).contains("\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_");
        bench.models.streams(calls(0, "call_s", "file_search", "{\"query\":\"Filip\"}"), stops("stop", 1, 1));
        bench.models.streams(says("Cake."), stops("stop", 1, 1));
        run(assistant, thread.id(), "");
        assertThat(bench.models.asked(1)).contains("Filip likes cake.", "Filip likes pie.");
        String store = thread.json()
                .get("tool_resources")
                .flatMap(resources -> resources.get("file_search"))
                .flatMap(search -> search.get("vector_store_ids"))
                .orElseThrow()
                .elements()
                .get(0)
                .asText()
                .orElseThrow();
        assertThat(bench.get("/v1/vector_stores/" + store).text())
                .contains("\"expires_after\":{\"anchor\":\"last_active_at\",\"days\":7}");
        String three = bench.file("three.txt", "Filip likes tea.");
        bench.post(
                "/v1/threads/" + thread.id() + "/messages",
                "{\"role\":\"user\",\"content\":\"And?\",\"attachments\":[{\"file_id\":\"" + three
                        + "\",\"tools\":[{\"type\":\"file_search\"},{\"type\":\"code_interpreter\"}]}]}");
        assertThat(bench.get("/v1/vector_stores/" + store).text()).contains("\"completed\":2");
        assertThat(bench.get("/v1/threads/" + thread.id()).text())
                .contains("\"code_interpreter\":{\"file_ids\":[\"" + three + "\"]}", store);
    }

    @Test
    void storesThatAreMadeOnTheWay() {
        String file = bench.file("one.txt", "Filip likes cake.");
        String resources = "\"tool_resources\":{\"file_search\":{\"vector_stores\":[{\"file_ids\":[\"" + file
                + "\"],\"metadata\":{\"k\":\"v\"}}]}}";
        assertThat(bench.post("/v1/assistants", "{\"model\":\"gpt-4o\"," + resources + "}")
                        .masked())
                .contains("\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_1\"]}}");
        assertThat(bench.post("/v1/threads", "{" + resources + "}").masked())
                .contains("\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_2\"]}}");
        assertThat(bench.get("/v1/vector_stores?order=asc").text())
                .contains("\"completed\":1")
                .containsOnlyOnce("\"days\":7")
                .contains("\"metadata\":{\"k\":\"v\"}");
        assertThat(bench.post("/v1/threads", "{" + resources.replace(file, "file-none") + "}")
                        .text())
                .contains("No file found with id 'file-none'.");
    }

    @Test
    void withAFunctionInTheSameTurn() {
        String file = bench.file("foods.txt", "Filip likes cake.");
        String store = bench.vectorStore(file);
        String assistant = bench.assistant(",\"tools\":[{\"type\":\"file_search\"},{\"type\":\"function\",\"function\":"
                + "{\"name\":\"f\"}}],\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"" + store + "\"]}}");
        String thread = bench.thread("Filip?");
        bench.models.streams(
                calls(0, "call_f", "f", "{}"),
                calls(1, "call_s", "file_search", "{\"query\":\"Filip\"}"),
                stops("tool_calls", 5, 5));
        Events events = run(assistant, thread, "");
        assertThat(events.names()).endsWith("thread.run.requires_action", "done");
        assertThat(events.first("thread.run.requires_action").data())
                .contains("call_f")
                .doesNotContain("call_s");
        String run = events.first("thread.run.requires_action").string("id");
        bench.models.streams(says("Cake【0:0†foods.txt】"), stops("stop", 5, 5));
        bench.post(
                "/v1/threads/" + thread + "/runs/" + run + "/submit_tool_outputs",
                "{\"tool_outputs\":[{\"tool_call_id\":\"call_f\",\"output\":\"done\"}]}");
        assertThat(bench.models.asked(1))
                .contains("\"tool_call_id\":\"call_f\",\"content\":\"done\"")
                .contains("\"tool_call_id\":\"call_s\",\"content\":\"【0:0†foods.txt】");
        assertThat(bench.get("/v1/threads/" + thread + "/messages?limit=1").text())
                .contains("\"file_citation\":{\"file_id\":\"" + file + "\"}");
        assertThat(bench.get("/v1/threads/" + thread + "/runs/" + run + "/steps")
                        .text())
                .contains("\"type\":\"file_search\"")
                .doesNotContain("in_progress");
    }

    @Test
    void aFunctionOfTheClientsMayHaveTheName() {
        String assistant = bench.assistant(
                ",\"tools\":[{\"type\":\"file_search\"},{\"type\":\"function\",\"function\":{\"name\":\"file_search\"}}]");
        String thread = bench.thread("Filip?");
        bench.models.streams(calls(0, "call_f", "file_search", "{}"), stops("tool_calls", 5, 5));
        assertThat(run(assistant, thread, "").names()).endsWith("thread.run.requires_action", "done");
        assertThat(bench.models.asked(0)).contains("\"name\":\"file_search\"", "\"name\":\"file_search_\"");
    }

    @Test
    void aSearchThatMustBeMade() {
        String assistant = bench.assistant(SEARCH);
        String thread = bench.thread("Filip?");
        bench.models.streams(calls(0, "call_s", "file_search", "{\"query\":\"Filip\"}"), stops("tool_calls", 5, 5));
        bench.models.streams(says("Nothing."), stops("stop", 5, 5));
        bench.post(
                "/v1/threads/" + thread + "/runs",
                "{\"assistant_id\":\"" + assistant + "\",\"tool_choice\":{\"type\":\"file_search\"}}");
        assertThat(bench.models.asked(0))
                .contains("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"file_search\"}}");
        assertThat(bench.models.asked(1)).contains("Nothing was found.").doesNotContain("tool_choice");
    }

    @Test
    void asManyResultsAsAreAskedFor() {
        String store = bench.vectorStore(
                bench.file("1.txt", "cake one"), bench.file("2.txt", "cake two"), bench.file("3.txt", "cake three"));
        String assistant = bench.assistant(
                ",\"tools\":[{\"type\":\"file_search\",\"file_search\":{\"max_num_results\":2,\"ranking_options\":"
                        + "{\"score_threshold\":0.1}}}],\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\""
                        + store + "\"]}}");
        String thread = bench.thread("Cake?");
        bench.models.streams(calls(0, "call_s", "file_search", "{\"query\":\"cake\"}"), stops("tool_calls", 5, 5));
        bench.models.streams(says("Cake."), stops("stop", 5, 5));
        Events events = run(assistant, thread, "");
        assertThat(events.first("thread.run.step.completed").data())
                .contains("\"score_threshold\":0.1}")
                .satisfies(step -> assertThat(step.split("\"file_id\"", -1)).hasSize(3));
    }

    @Test
    void aRunWaitsForFilesThatAreBeingIndexed() {
        String assistant = bench.assistant(SEARCH);
        bench.models.streams(calls(0, "call_s", "file_search", "{\"query\":\"cake\"}"), stops("tool_calls", 5, 5));
        bench.models.streams(says("Cake."), stops("stop", 5, 5));
        String file = bench.file("1.txt", "cake");
        bench.post(
                "/v1/threads/runs",
                "{\"assistant_id\":\"" + assistant
                        + "\",\"thread\":{\"messages\":[{\"role\":\"user\",\"content\":\"?\","
                        + "\"attachments\":[{\"file_id\":\"" + file
                        + "\",\"tools\":[{\"type\":\"file_search\"}]}]}]}}");
        bench.loop.advance(Duration.ofSeconds(1));
        assertThat(bench.models.asked(1)).contains("†1.txt】\\ncake");
    }

    @Test
    void aStoreThatHasExpiredIsRefused() {
        String store = bench.post("/v1/vector_stores", "{\"expires_after\":{\"anchor\":\"last_active_at\",\"days\":1}}")
                .id();
        String assistant = bench.assistant(searching(store));
        String thread = bench.thread("Filip?");
        bench.loop.advance(Duration.ofDays(2));
        assertThat(bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                        .text())
                .contains("Vector store '" + store + "' has expired.");
        bench.delete("/v1/vector_stores/" + store);
        bench.models.streams(says("Hm."), stops("stop", 5, 5));
        assertThat(bench.post("/v1/threads/" + thread + "/runs", "{\"assistant_id\":\"" + assistant + "\"}")
                        .status())
                .isEqualTo(200);
    }
}
