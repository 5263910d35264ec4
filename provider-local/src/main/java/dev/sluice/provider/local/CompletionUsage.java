package dev.sluice.provider.local;

import dev.sluice.core.json.JsonNode;

/** The {@code usage} of chat completions and legacy completions. */
final class CompletionUsage {
    private CompletionUsage() {}

    static JsonNode of(long promptTokens, long completionTokens) {
        return JsonNode.object()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens)
                .put(
                        "prompt_tokens_details",
                        JsonNode.object()
                                .put("cached_tokens", 0)
                                .put("audio_tokens", 0)
                                .build())
                .put(
                        "completion_tokens_details",
                        JsonNode.object()
                                .put("reasoning_tokens", 0)
                                .put("audio_tokens", 0)
                                .put("accepted_prediction_tokens", 0)
                                .put("rejected_prediction_tokens", 0)
                                .build())
                .build();
    }
}
