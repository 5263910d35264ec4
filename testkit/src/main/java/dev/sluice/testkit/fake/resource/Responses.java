package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/**
 * {@code /responses}: created plain or streamed, kept, read back with its input items, deleted. Repeats the user, or calls
 * the first function that it is offered and then repeats what that gave.
 */
final class Responses {
    private static final String KIND = "responses";
    private static final String OUTPUT = "function_call_output";

    private Responses() {}

    static void register(Router router) {
        router.on("POST", "/responses", Responses::create)
                .on("GET", "/responses/{id}", call -> Reply.ok(find(call)))
                .on("DELETE", "/responses/{id}", Responses::delete)
                .on("POST", "/responses/{id}/cancel", Responses::cancel)
                .on("GET", "/responses/{id}/input_items", Responses::inputItems);
    }

    private static Reply create(Call call) {
        JsonNode body = call.json();
        Nodes.required(body, "model");
        Nodes.text(body, "previous_response_id").ifPresent(id -> require(call, id));
        List<JsonNode> items = inputItems(body);
        String prompt = Speech.lastOf(items, "user");
        ResponseObject response = new ResponseObject(body, prompt, output(body, items, prompt));
        JsonNode completed = response.completed();
        if (Nodes.or(body, "store", JsonNode.of(true)).asBoolean().orElse(true)) {
            call.account().shelf(KIND).put(completed);
            items.forEach(call.account().shelf(itemsOf(response.id()))::put);
        }
        return Nodes.flag(body, "stream") ? response.stream() : Reply.ok(completed);
    }

    private static ResponseOutput output(JsonNode body, List<JsonNode> items, String prompt) {
        JsonNode last = items.isEmpty() ? Nodes.EMPTY : items.get(items.size() - 1);
        if (isOf(last, OUTPUT)) {
            return new ResponseMessage(Speech.answer(Nodes.text(last, "output").orElse("")));
        }
        boolean allowed = Nodes.text(body, "tool_choice").filter("none"::equals).isEmpty();
        return Nodes.list(body, "tools").stream()
                .filter(tool -> allowed && isOf(tool, "function"))
                .findFirst()
                .<ResponseOutput>map(ResponseCall::new)
                .orElseGet(() -> new ResponseMessage(Speech.answer(prompt)));
    }

    private static boolean isOf(JsonNode object, String type) {
        return Nodes.text(object, "type").filter(type::equals).isPresent();
    }

    private static Reply delete(Call call) {
        find(call);
        call.account().shelf(KIND).remove(call.id("id"));
        return Reply.ok(JsonNode.object()
                .put("id", call.id("id"))
                .put("object", "response")
                .put("deleted", JsonNode.of(true))
                .build());
    }

    private static Reply cancel(Call call) {
        find(call);
        throw ApiException.badRequest("Cannot cancel a synchronous response.", null, null);
    }

    private static Reply inputItems(Call call) {
        find(call);
        return Reply.ok(call.account().shelf(itemsOf(call.id("id"))).page(call.request(), 20, 100));
    }

    private static JsonNode find(Call call) {
        return require(call, call.id("id"));
    }

    private static JsonNode require(Call call, String id) {
        return call.account()
                .shelf(KIND)
                .get(id)
                .orElseThrow(() -> ApiException.notFound("Response with id '" + id + "' not found."));
    }

    private static String itemsOf(String id) {
        return id + "/input_items";
    }

    private static List<JsonNode> inputItems(JsonNode body) {
        JsonNode input = Nodes.present(body, "input").orElseThrow(() -> ApiException.missing("input"));
        return input.asText()
                .map(text -> List.of(item("user", JsonNode.array(List.of(inputText(text))))))
                .orElseGet(() ->
                        input.elements().stream().map(Responses::normalised).toList());
    }

    private static JsonNode normalised(JsonNode item) {
        if (isOf(item, OUTPUT) || isOf(item, "function_call")) {
            return Nodes.present(item, "id").isPresent() ? item : Nodes.with(item, "id", JsonNode.of(Ids.hex("fc_")));
        }
        JsonNode content = Nodes.orNull(item, "content");
        return item(
                Nodes.text(item, "role").orElse("user"),
                content.asText()
                        .map(text -> JsonNode.array(List.of(inputText(text))))
                        .orElse(content));
    }

    private static JsonNode item(String role, JsonNode content) {
        return JsonNode.object()
                .put("id", Ids.hex("msg_"))
                .put("type", "message")
                .put("status", "completed")
                .put("content", content)
                .put("role", role)
                .build();
    }

    private static JsonNode inputText(String text) {
        return JsonNode.object().put("type", "input_text").put("text", text).build();
    }
}
