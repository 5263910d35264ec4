package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/**
 * The tools that the service itself uses: a step for the search in files, a step for code, and what a search leaves in the
 * answer. Events and objects have the shape and the order of the real service.
 */
final class BuiltInTools {
    private static final String MARK = "【4:0†notes.txt】";
    private static final String FILE = "file-notes";
    private static final String CODE = "print(6 * 7)";

    private final Account account;
    private final JsonNode run;
    private final Sse sse;

    BuiltInTools(Account account, JsonNode run, Sse sse) {
        this.account = account;
        this.run = run;
        this.sse = sse;
    }

    /** Uses each that the run has, once. */
    void use() {
        if (has(run, "file_search")) {
            search();
        }
        if (has(run, "code_interpreter")) {
            compute();
        }
    }

    /** The answer with a citation, where there was a search. */
    static JsonNode cited(JsonNode run, String text) {
        if (!has(run, "file_search")) {
            return Messages.text(text);
        }
        JsonNode value = JsonNode.object()
                .put("value", text + MARK)
                .put("annotations", JsonNode.array(List.of(annotation(text).build())))
                .build();
        return JsonNode.object().put("type", "text").put("text", value).build();
    }

    /** What of a citation comes at the end of a streamed answer: all of the mark in one piece. Empty without a search. */
    static List<JsonNode> citation(JsonNode run, String text) {
        if (!has(run, "file_search")) {
            return List.of();
        }
        JsonNode annotation = annotation(text).put("index", 0).build();
        return List.of(JsonNode.object()
                .put("value", MARK)
                .put("annotations", JsonNode.array(List.of(annotation)))
                .build());
    }

    private static JsonNode.ObjectBuilder annotation(String before) {
        int start = before.codePointCount(0, before.length());
        return JsonNode.object()
                .put("type", "file_citation")
                .put("text", MARK)
                .put("start_index", start)
                .put("end_index", start + MARK.codePointCount(0, MARK.length()))
                .put("file_citation", JsonNode.object().put("file_id", FILE).build());
    }

    /** Results have no index, so they come with the completed step only. */
    private void search() {
        JsonNode step = begin();
        String id = Ids.alphanumeric("call_");
        JsonNode first = search(id, List.of()).put("index", 0).build();
        sse.event("thread.run.step.delta", ToolCalls.delta(step, first));
        JsonNode result = JsonNode.object()
                .put("file_id", FILE)
                .put("file_name", "notes.txt")
                .put("score", Nodes.decimal("0.68"))
                .put("attributes", Nodes.EMPTY)
                .build();
        complete(step, search(id, List.of(result)).build());
    }

    private static JsonNode.ObjectBuilder search(String id, List<JsonNode> results) {
        JsonNode found = JsonNode.object()
                .put(
                        "ranking_options",
                        JsonNode.object()
                                .put("ranker", "default_2024_08_21")
                                .put("score_threshold", Nodes.decimal("0.0"))
                                .build())
                .put("results", JsonNode.array(results))
                .build();
        return JsonNode.object().put("id", id).put("type", "file_search").put("file_search", found);
    }

    private void compute() {
        JsonNode step = begin();
        String id = Ids.alphanumeric("call_");
        sse.event(
                "thread.run.step.delta",
                ToolCalls.delta(
                        step, code(computed("", List.of())).put("id", id).build()));
        for (String piece : Speech.pieces(CODE)) {
            JsonNode more = JsonNode.object().put("input", piece).build();
            sse.event("thread.run.step.delta", ToolCalls.delta(step, code(more).build()));
        }
        JsonNode outputs = JsonNode.object()
                .put("outputs", JsonNode.array(List.of(logs().put("index", 0).build())))
                .build();
        sse.event("thread.run.step.delta", ToolCalls.delta(step, code(outputs).build()));
        JsonNode call = JsonNode.object()
                .put("id", id)
                .put("type", "code_interpreter")
                .put("code_interpreter", computed(CODE, List.of(logs().build())))
                .build();
        complete(step, call);
    }

    private static JsonNode.ObjectBuilder code(JsonNode interpreter) {
        return JsonNode.object().put("index", 0).put("type", "code_interpreter").put("code_interpreter", interpreter);
    }

    private static JsonNode computed(String input, List<JsonNode> outputs) {
        return JsonNode.object()
                .put("input", input)
                .put("outputs", JsonNode.array(outputs))
                .build();
    }

    private static JsonNode.ObjectBuilder logs() {
        return JsonNode.object().put("type", "logs").put("logs", "42\n");
    }

    private JsonNode begin() {
        JsonNode step = RunObjects.step(run, "tool_calls", ToolCalls.details(List.of()));
        sse.event("thread.run.step.created", step).event("thread.run.step.in_progress", step);
        return step;
    }

    private void complete(JsonNode step, JsonNode call) {
        JsonNode done = Nodes.with(step, "step_details", ToolCalls.details(List.of(call)));
        done = Nodes.with(done, "status", JsonNode.of("completed"));
        done = Nodes.with(done, "completed_at", JsonNode.of(Ids.now()));
        done = Nodes.with(done, "usage", RunObjects.usage(1, 1));
        sse.event(
                "thread.run.step.completed",
                RunSteps.shelf(account, Nodes.required(run, "id")).put(done));
    }

    private static boolean has(JsonNode run, String tool) {
        return Nodes.list(run, "tools").stream()
                .anyMatch(each -> Nodes.text(each, "type").filter(tool::equals).isPresent());
    }
}
