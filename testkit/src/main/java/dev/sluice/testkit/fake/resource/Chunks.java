package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** The envelope of one chat completion, whole or in chunks. */
final class Chunks {
    private final String id = Ids.alphanumeric("chatcmpl-");
    private final long created = Ids.now();
    private final String model;
    private final JsonNode usage;

    Chunks(String model, JsonNode usage) {
        this.model = model;
        this.usage = usage;
    }

    JsonNode plain(JsonNode message, String finishReason) {
        JsonNode choice = JsonNode.object()
                .put("index", 0)
                .put("message", message)
                .putNull("logprobs")
                .put("finish_reason", finishReason)
                .build();
        return envelope("chat.completion", List.of(choice))
                .put("usage", usage)
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_fake")
                .build();
    }

    /** A role chunk, the deltas, the finish reason, and the usage if it is asked for. */
    Reply stream(List<JsonNode> deltas, String finishReason, boolean includeUsage) {
        Sse sse = new Sse();
        JsonNode role = JsonNode.object()
                .put("role", "assistant")
                .put("content", "")
                .putNull("refusal")
                .build();
        sse.data(chunk(role, Nodes.orNull(null), includeUsage));
        deltas.forEach(delta -> sse.data(chunk(delta, Nodes.orNull(null), includeUsage)));
        sse.data(chunk(Nodes.EMPTY, JsonNode.of(finishReason), includeUsage));
        if (includeUsage) {
            sse.data(envelope("chat.completion.chunk", List.of())
                    .put("usage", usage)
                    .build());
        }
        return sse.done();
    }

    private JsonNode chunk(JsonNode delta, JsonNode finishReason, boolean includeUsage) {
        JsonNode choice = JsonNode.object()
                .put("index", 0)
                .put("delta", delta)
                .putNull("logprobs")
                .put("finish_reason", finishReason)
                .build();
        JsonNode.ObjectBuilder chunk = envelope("chat.completion.chunk", List.of(choice));
        return (includeUsage ? chunk.putNull("usage") : chunk).build();
    }

    private JsonNode.ObjectBuilder envelope(String object, List<JsonNode> choices) {
        return JsonNode.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model)
                .put("choices", JsonNode.array(choices));
    }
}
