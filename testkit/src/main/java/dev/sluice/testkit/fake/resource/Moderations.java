package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** {@code /moderations}: flags a text that contains the word "violence". */
final class Moderations {
    private static final List<String> CATEGORIES = List.of(
            "harassment",
            "harassment/threatening",
            "hate",
            "hate/threatening",
            "illicit",
            "illicit/violent",
            "self-harm",
            "self-harm/instructions",
            "self-harm/intent",
            "sexual",
            "sexual/minors",
            "violence",
            "violence/graphic");

    private Moderations() {}

    static void register(Router router) {
        router.on("POST", "/moderations", Moderations::create);
    }

    private static Reply create(Call call) {
        JsonNode body = call.json();
        JsonNode input = Nodes.present(body, "input").orElseThrow(() -> ApiException.missing("input"));
        List<JsonNode> inputs = input.elements().isEmpty() ? List.of(input) : input.elements();
        return Reply.ok(JsonNode.object()
                .put("id", Ids.alphanumeric("modr-"))
                .put("model", Nodes.text(body, "model").orElse("omni-moderation-latest"))
                .put(
                        "results",
                        JsonNode.array(inputs.stream().map(Moderations::result).toList()))
                .build());
    }

    private static JsonNode result(JsonNode input) {
        boolean violent = Speech.textOf(input).contains("violence");
        JsonNode.ObjectBuilder categories = JsonNode.object();
        JsonNode.ObjectBuilder scores = JsonNode.object();
        JsonNode.ObjectBuilder types = JsonNode.object();
        for (String category : CATEGORIES) {
            boolean hit = violent && category.equals("violence");
            categories.put(category, JsonNode.of(hit));
            scores.put(category, Nodes.decimal(hit ? "0.99" : "0.01"));
            types.put(category, Nodes.texts(List.of("text")));
        }
        return JsonNode.object()
                .put("flagged", JsonNode.of(violent))
                .put("categories", categories.build())
                .put("category_scores", scores.build())
                .put("category_applied_input_types", types.build())
                .build();
    }
}
