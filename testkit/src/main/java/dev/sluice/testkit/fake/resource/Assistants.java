package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** {@code /assistants}. */
final class Assistants {
    private Assistants() {}

    static void register(Router router) {
        router.on("POST", "/assistants", Assistants::create)
                .on("GET", "/assistants", call -> Reply.ok(shelf(call).page(call.request(), 20, 100)))
                .on("GET", "/assistants/{assistant}", call -> Reply.ok(require(call, call.id("assistant"))))
                .on("POST", "/assistants/{assistant}", Assistants::modify)
                .on("DELETE", "/assistants/{assistant}", Assistants::delete);
    }

    static JsonNode require(Call call, String id) {
        return shelf(call).get(id).orElseThrow(() -> ApiException.notFound("No assistant found with id '" + id + "'."));
    }

    /** Tools as the real service gives them back: functions have their parameters and strictness filled in. */
    static JsonNode tools(JsonNode body) {
        return JsonNode.array(
                Nodes.list(body, "tools").stream().map(Assistants::tool).toList());
    }

    private static JsonNode tool(JsonNode tool) {
        return tool.get("function")
                .map(function -> {
                    JsonNode.ObjectBuilder full = JsonNode.object().put("name", Nodes.required(function, "name"));
                    Nodes.present(function, "description").ifPresent(text -> full.put("description", text));
                    full.put("parameters", Nodes.or(function, "parameters", noParameters()))
                            .put("strict", Nodes.or(function, "strict", JsonNode.of(false)));
                    return Nodes.with(tool, "function", full.build());
                })
                .orElse(tool);
    }

    private static JsonNode noParameters() {
        return JsonNode.object()
                .put("type", "object")
                .put("properties", Nodes.EMPTY)
                .build();
    }

    private static Reply create(Call call) {
        JsonNode body = call.json();
        return Reply.ok(shelf(call)
                .put(JsonNode.object()
                        .put("id", Ids.alphanumeric("asst_"))
                        .put("object", "assistant")
                        .put("created_at", Ids.now())
                        .put("name", Nodes.orNull(body, "name"))
                        .put("description", Nodes.orNull(body, "description"))
                        .put("model", Nodes.required(body, "model"))
                        .put("instructions", Nodes.orNull(body, "instructions"))
                        .put("tools", tools(body))
                        .put("top_p", Nodes.or(body, "top_p", Nodes.decimal("1.0")))
                        .put("temperature", Nodes.or(body, "temperature", Nodes.decimal("1.0")))
                        .put("reasoning_effort", Nodes.orNull(body, "reasoning_effort"))
                        .put("tool_resources", Nodes.or(body, "tool_resources", Nodes.EMPTY))
                        .put("metadata", Nodes.or(body, "metadata", Nodes.EMPTY))
                        .put("response_format", Nodes.or(body, "response_format", JsonNode.of("auto")))
                        .build()));
    }

    private static Reply modify(Call call) {
        JsonNode body = call.json();
        JsonNode modified = Nodes.modified(require(call, call.id("assistant")), body);
        boolean newTools = body.get("tools").isPresent();
        return Reply.ok(shelf(call).put(newTools ? Nodes.with(modified, "tools", tools(body)) : modified));
    }

    private static Reply delete(Call call) {
        require(call, call.id("assistant"));
        shelf(call).remove(call.id("assistant"));
        return Deleted.reply(call.id("assistant"), "assistant.deleted");
    }

    private static Shelf shelf(Call call) {
        return call.account().shelf("assistants");
    }

    /** The members of a run that default to the assistant's. */
    static List<String> inherited() {
        return List.of("model", "instructions", "top_p", "temperature", "reasoning_effort", "response_format");
    }
}
