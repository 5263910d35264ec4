package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The step of a run that calls functions, from its first event to the outputs. */
final class ToolCalls {
    private final Account account;
    private final JsonNode run;
    private final Sse sse;

    ToolCalls(Account account, JsonNode run, Sse sse) {
        this.account = account;
        this.run = run;
        this.sse = sse;
    }

    /** Opens the step and calls each function once. */
    void open(List<JsonNode> functions) {
        JsonNode step = RunObjects.step(run, "tool_calls", details(List.of()));
        sse.event("thread.run.step.created", step).event("thread.run.step.in_progress", step);
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode function : functions) {
            String id = Ids.alphanumeric("call_");
            String name = Nodes.required(function, "name");
            String arguments = Speech.arguments(function);
            int index = calls.size();
            sse.event("thread.run.step.delta", delta(step, entry(index).put("id", id), function(name, "")));
            JsonNode.ObjectBuilder more = JsonNode.object().put("arguments", arguments);
            sse.event("thread.run.step.delta", delta(step, entry(index), more.build()));
            calls.add(JsonNode.object()
                    .put("id", id)
                    .put("type", "function")
                    .put("function", function(name, arguments))
                    .build());
        }
        steps(account, run).put(Nodes.with(step, "step_details", details(calls)));
    }

    /** Completes the step with outputs for exactly the calls that it made. */
    void close(List<JsonNode> outputs) {
        JsonNode step = pending(account, run)
                .orElseThrow(() -> ApiException.badRequest("The run has no pending tool calls.", null, null));
        List<JsonNode> calls = calls(step);
        List<String> expected =
                calls.stream().map(call -> Nodes.required(call, "id")).toList();
        List<String> got = outputs.stream()
                .map(output -> Nodes.text(output, "tool_call_id").orElse(""))
                .toList();
        if (!List.copyOf(expected).stream()
                .sorted()
                .toList()
                .equals(got.stream().sorted().toList())) {
            throw ApiException.badRequest(
                    "Expected tool outputs for call_ids " + python(expected) + ", got " + python(got), null, null);
        }
        List<JsonNode> answered = new ArrayList<>();
        for (JsonNode call : calls) {
            JsonNode output = outputs.get(got.indexOf(Nodes.required(call, "id")));
            JsonNode function = Nodes.with(
                    Nodes.or(call, "function", Nodes.EMPTY),
                    "output",
                    JsonNode.of(Nodes.text(output, "output").orElse("")));
            answered.add(Nodes.with(call, "function", function));
        }
        JsonNode done = Nodes.with(step, "step_details", details(answered));
        done = Nodes.with(done, "status", JsonNode.of("completed"));
        done = Nodes.with(done, "completed_at", JsonNode.of(Ids.now()));
        done = Nodes.with(done, "usage", RunObjects.usage(1, answered.size()));
        sse.event("thread.run.step.completed", steps(account, run).put(done));
    }

    /** The step that waits for outputs. */
    static Optional<JsonNode> pending(Account account, JsonNode run) {
        return steps(account, run).oldestFirst().stream()
                .filter(step -> Nodes.required(step, "status").equals("in_progress"))
                .findFirst();
    }

    /** The calls that wait, as a run names them: without outputs. */
    static JsonNode requiredAction(Account account, JsonNode run) {
        List<JsonNode> waiting = new ArrayList<>();
        for (JsonNode call : pending(account, run).map(ToolCalls::calls).orElse(List.of())) {
            JsonNode function = Nodes.or(call, "function", Nodes.EMPTY);
            waiting.add(Nodes.with(
                    call,
                    "function",
                    JsonNode.object()
                            .put("name", Nodes.required(function, "name"))
                            .put("arguments", Nodes.required(function, "arguments"))
                            .build()));
        }
        return JsonNode.object()
                .put("type", "submit_tool_outputs")
                .put(
                        "submit_tool_outputs",
                        JsonNode.object()
                                .put("tool_calls", JsonNode.array(waiting))
                                .build())
                .build();
    }

    private static JsonNode.ObjectBuilder entry(int index) {
        return JsonNode.object().put("index", index);
    }

    private static JsonNode delta(JsonNode step, JsonNode.ObjectBuilder call, JsonNode function) {
        return delta(
                step, call.put("type", "function").put("function", function).build());
    }

    /** What a step has grown by. */
    static JsonNode delta(JsonNode step, JsonNode entry) {
        return JsonNode.object()
                .put("id", Nodes.required(step, "id"))
                .put("object", "thread.run.step.delta")
                .put(
                        "delta",
                        JsonNode.object()
                                .put("step_details", details(List.of(entry)))
                                .build())
                .build();
    }

    private static JsonNode function(String name, String arguments) {
        return JsonNode.object()
                .put("name", name)
                .put("arguments", arguments)
                .putNull("output")
                .build();
    }

    /** The details of a step that calls tools. */
    static JsonNode details(List<JsonNode> calls) {
        return JsonNode.object()
                .put("type", "tool_calls")
                .put("tool_calls", JsonNode.array(calls))
                .build();
    }

    private static List<JsonNode> calls(JsonNode step) {
        return Nodes.list(Nodes.or(step, "step_details", Nodes.EMPTY), "tool_calls");
    }

    private static Shelf steps(Account account, JsonNode run) {
        return RunSteps.shelf(account, Nodes.required(run, "id"));
    }

    private static String python(List<String> ids) {
        return "['" + String.join("', '", ids) + "']";
    }
}
