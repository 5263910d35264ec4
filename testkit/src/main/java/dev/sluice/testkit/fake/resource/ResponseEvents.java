package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;

/** The events of a streamed response, numbered. */
final class ResponseEvents {
    private final Sse sse = new Sse();
    private int sequence;

    void add(String type, JsonNode.ObjectBuilder event) {
        sse.event(
                type, event.put("type", type).put("sequence_number", sequence++).build());
    }

    /** The item of the response, as it is. */
    void item(String type, JsonNode item) {
        add(type, JsonNode.object().put("output_index", 0).put("item", item));
    }

    Reply reply() {
        return sse.reply();
    }
}
