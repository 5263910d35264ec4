package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.Optional;

/** {@code /models}: a fixed list. */
final class Models {
    private static final long CREATED = 1_715_367_049;
    private static final List<String> NAMES = List.of(
            "gpt-4o",
            "gpt-4o-mini",
            "gpt-3.5-turbo-instruct",
            "text-embedding-3-small",
            "dall-e-3",
            "gpt-image-1",
            "tts-1",
            "whisper-1",
            "omni-moderation-latest");

    private Models() {}

    static void register(Router router) {
        router.on("GET", "/models", Models::list).on("GET", "/models/{model}", Models::get);
    }

    private static Reply list(Call call) {
        return Reply.ok(JsonNode.object()
                .put("object", "list")
                .put("data", JsonNode.array(NAMES.stream().map(Models::model).toList()))
                .build());
    }

    private static Reply get(Call call) {
        return Reply.ok(Optional.of(call.id("model"))
                .filter(NAMES::contains)
                .map(Models::model)
                .orElseThrow(() -> new ApiException(
                        404,
                        "The model '" + call.id("model") + "' does not exist or you do not have access to it.",
                        "model",
                        "model_not_found")));
    }

    private static JsonNode model(String name) {
        return JsonNode.object()
                .put("id", name)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "system")
                .build();
    }
}
