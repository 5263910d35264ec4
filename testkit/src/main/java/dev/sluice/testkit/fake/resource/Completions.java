package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import java.util.List;

/** {@code /completions}, plain and streamed. */
final class Completions {
    private Completions() {}

    static void register(Router router) {
        router.on("POST", "/completions", Completions::create);
    }

    private static Reply create(Call call) {
        JsonNode body = call.json();
        String model = Nodes.required(body, "model");
        String prompt = Speech.textOf(Nodes.orNull(body, "prompt"));
        String text = Speech.answer(prompt);
        String id = Ids.alphanumeric("cmpl-");
        if (!Nodes.flag(body, "stream")) {
            return Reply.ok(completion(id, model, text, JsonNode.of("stop"))
                    .put("usage", ChatCompletions.usage(prompt, text))
                    .build());
        }
        Sse sse = new Sse();
        Speech.pieces(text)
                .forEach(piece ->
                        sse.data(completion(id, model, piece, NullNode.NULL).build()));
        return sse.data(completion(id, model, "", JsonNode.of("stop")).build()).done();
    }

    private static JsonNode.ObjectBuilder completion(String id, String model, String text, JsonNode finishReason) {
        JsonNode choice = JsonNode.object()
                .put("text", text)
                .put("index", 0)
                .putNull("logprobs")
                .put("finish_reason", finishReason)
                .build();
        return JsonNode.object()
                .put("id", id)
                .put("object", "text_completion")
                .put("created", Ids.now())
                .put("model", model)
                .put("choices", JsonNode.array(List.of(choice)));
    }
}
