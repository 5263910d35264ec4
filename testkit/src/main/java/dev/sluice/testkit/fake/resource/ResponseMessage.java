package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** A message in a response. */
final class ResponseMessage implements ResponseOutput {
    private final String id = Ids.hex("msg_");
    private final String text;

    ResponseMessage(String text) {
        this.text = text;
    }

    @Override
    public JsonNode done() {
        return message("completed", List.of(part(text)));
    }

    @Override
    public void tell(ResponseEvents events) {
        events.item("response.output_item.added", message("in_progress", List.of()));
        events.add("response.content_part.added", inPart().put("part", part("")));
        for (String piece : Speech.pieces(text)) {
            events.add(
                    "response.output_text.delta",
                    inPart().put("delta", piece).put("logprobs", JsonNode.array(List.of())));
        }
        events.add("response.output_text.done", inPart().put("text", text).put("logprobs", JsonNode.array(List.of())));
        events.add("response.content_part.done", inPart().put("part", part(text)));
        events.item("response.output_item.done", done());
    }

    @Override
    public String written() {
        return text;
    }

    private JsonNode.ObjectBuilder inPart() {
        return JsonNode.object().put("item_id", id).put("output_index", 0).put("content_index", 0);
    }

    private JsonNode message(String status, List<JsonNode> content) {
        return JsonNode.object()
                .put("id", id)
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
}
