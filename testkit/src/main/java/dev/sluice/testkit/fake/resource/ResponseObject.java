package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** One response with one item, at each point of its life, and the events that tell of it. */
final class ResponseObject {
    private final String id = Ids.hex("resp_");
    private final long created = Ids.now();
    private final JsonNode request;
    private final String prompt;
    private final ResponseOutput output;

    ResponseObject(JsonNode request, String prompt, ResponseOutput output) {
        this.request = request;
        this.prompt = prompt;
        this.output = output;
    }

    String id() {
        return id;
    }

    JsonNode completed() {
        return response("completed", List.of(output.done()), usage());
    }

    Reply stream() {
        ResponseEvents events = new ResponseEvents();
        JsonNode started = response("in_progress", List.of(), Nodes.orNull(null));
        events.add("response.created", JsonNode.object().put("response", started));
        events.add("response.in_progress", JsonNode.object().put("response", started));
        output.tell(events);
        events.add("response.completed", JsonNode.object().put("response", completed()));
        return events.reply();
    }

    private JsonNode usage() {
        long in = Speech.tokens(prompt);
        long out = Speech.tokens(output.written());
        return JsonNode.object()
                .put("input_tokens", in)
                .put(
                        "input_tokens_details",
                        JsonNode.object().put("cached_tokens", 0).build())
                .put("output_tokens", out)
                .put(
                        "output_tokens_details",
                        JsonNode.object().put("reasoning_tokens", 0).build())
                .put("total_tokens", in + out)
                .build();
    }

    private JsonNode response(String status, List<JsonNode> items, JsonNode usage) {
        return JsonNode.object()
                .put("id", id)
                .put("object", "response")
                .put("created_at", created)
                .put("status", status)
                .put("background", JsonNode.of(false))
                .putNull("error")
                .putNull("incomplete_details")
                .put("instructions", Nodes.orNull(request, "instructions"))
                .put("max_output_tokens", Nodes.orNull(request, "max_output_tokens"))
                .put("model", Nodes.required(request, "model"))
                .put("output", JsonNode.array(items))
                .put("parallel_tool_calls", JsonNode.of(true))
                .put("previous_response_id", Nodes.orNull(request, "previous_response_id"))
                .put("store", Nodes.or(request, "store", JsonNode.of(true)))
                .put("temperature", Nodes.or(request, "temperature", Nodes.decimal("1.0")))
                .put("tool_choice", Nodes.or(request, "tool_choice", JsonNode.of("auto")))
                .put("tools", Nodes.or(request, "tools", JsonNode.array(List.of())))
                .put("top_p", Nodes.or(request, "top_p", Nodes.decimal("1.0")))
                .put("truncation", "disabled")
                .put("usage", usage)
                .put("metadata", Nodes.or(request, "metadata", Nodes.EMPTY))
                .build();
    }
}
