package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;

/** The call of a function in a response. */
final class ResponseCall implements ResponseOutput {
    private final String id = Ids.hex("fc_");
    private final String callId = Ids.alphanumeric("call_");
    private final String name;
    private final String arguments;

    /** A call of that function, with an example for each parameter that it requires. */
    ResponseCall(JsonNode function) {
        this.name = Nodes.required(function, "name");
        this.arguments = Speech.arguments(function);
    }

    @Override
    public JsonNode done() {
        return call("completed", arguments);
    }

    @Override
    public void tell(ResponseEvents events) {
        events.item("response.output_item.added", call("in_progress", ""));
        events.add("response.function_call_arguments.delta", inItem().put("delta", arguments));
        events.add("response.function_call_arguments.done", inItem().put("arguments", arguments));
        events.item("response.output_item.done", done());
    }

    @Override
    public String written() {
        return arguments;
    }

    private JsonNode.ObjectBuilder inItem() {
        return JsonNode.object().put("item_id", id).put("output_index", 0);
    }

    private JsonNode call(String status, String soFar) {
        return JsonNode.object()
                .put("id", id)
                .put("type", "function_call")
                .put("status", status)
                .put("arguments", soFar)
                .put("call_id", callId)
                .put("name", name)
                .build();
    }
}
