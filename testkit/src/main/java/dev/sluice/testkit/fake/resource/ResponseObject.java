package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** One response with one message, at each point of its life, and the events that tell of it. */
final class ResponseObject {
    private final String id = Ids.hex("resp_");
    private final String messageId = Ids.hex("msg_");
    private final long created = Ids.now();
    private final JsonNode request;
    private final String prompt;
    private final String answer;

    ResponseObject(JsonNode request, String prompt, String answer) {
        this.request = request;
        this.prompt = prompt;
        this.answer = answer;
    }

    String id() {
        return id;
    }

    JsonNode completed() {
        return response("completed", List.of(message("completed", List.of(part(answer)))), usage());
    }

    Reply stream() {
        Events events = new Events();
        JsonNode started = response("in_progress", List.of(), Nodes.orNull(null));
        events.add("response.created", JsonNode.object().put("response", started));
        events.add("response.in_progress", JsonNode.object().put("response", started));
        events.add("response.output_item.added", item(message("in_progress", List.of())));
        events.add("response.content_part.added", inPart().put("part", part("")));
        for (String piece : Speech.pieces(answer)) {
            events.add(
                    "response.output_text.delta",
                    inPart().put("delta", piece).put("logprobs", JsonNode.array(List.of())));
        }
        events.add(
                "response.output_text.done", inPart().put("text", answer).put("logprobs", JsonNode.array(List.of())));
        events.add("response.content_part.done", inPart().put("part", part(answer)));
        events.add("response.output_item.done", item(message("completed", List.of(part(answer)))));
        events.add("response.completed", JsonNode.object().put("response", completed()));
        return events.sse.reply();
    }

    /** Numbers the events. */
    private static final class Events {
        private final Sse sse = new Sse();
        private int sequence;

        void add(String type, JsonNode.ObjectBuilder event) {
            sse.event(
                    type,
                    event.put("type", type).put("sequence_number", sequence++).build());
        }
    }

    private static JsonNode.ObjectBuilder item(JsonNode message) {
        return JsonNode.object().put("output_index", 0).put("item", message);
    }

    private JsonNode.ObjectBuilder inPart() {
        return JsonNode.object()
                .put("item_id", messageId)
                .put("output_index", 0)
                .put("content_index", 0);
    }

    private JsonNode message(String status, List<JsonNode> content) {
        return JsonNode.object()
                .put("id", messageId)
                .put("type", "message")
                .put("status", status)
                .put("content", JsonNode.array(content))
                .put("role", "assistant")
                .build();
    }

    private static JsonNode part(String text) {
        return JsonNode.object()
                .put("type", "output_text")
                .put("annotations", JsonNode.array(List.of()))
                .put("logprobs", JsonNode.array(List.of()))
                .put("text", text)
                .build();
    }

    private JsonNode usage() {
        long in = Speech.tokens(prompt);
        long out = Speech.tokens(answer);
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

    private JsonNode response(String status, List<JsonNode> output, JsonNode usage) {
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
                .put("output", JsonNode.array(output))
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
