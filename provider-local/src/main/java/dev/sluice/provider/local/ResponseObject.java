package dev.sluice.provider.local;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.ObjectBuilder;
import java.util.List;

/**
 * A response, at any moment of its life. Members stand in the order in which OpenAI writes them; settings of the request
 * are repeated as they came.
 *
 * @param id the response's id
 * @param messageId the id of its one message
 * @param createdAt when it was begun
 * @param model the model's name
 * @param request what was asked
 * @param answer what is answered
 */
record ResponseObject(
        String id, String messageId, long createdAt, String model, ResponseRequest request, Answer answer) {
    private static final JsonNode ONE = new NumberNode("1.0");
    private static final JsonNode NOTHING = JsonNode.array(List.of());
    private static final JsonNode NO_REASONING =
            JsonNode.object().putNull("effort").putNull("summary").build();
    private static final JsonNode PLAIN_TEXT = JsonNode.object()
            .put("format", JsonNode.object().put("type", "text").build())
            .put("verbosity", "medium")
            .build();

    /** A part of the message that holds the text. */
    static JsonNode text(String text) {
        return JsonNode.object()
                .put("type", "output_text")
                .put("annotations", NOTHING)
                .put("logprobs", NOTHING)
                .put("text", text)
                .build();
    }

    JsonNode messageInProgress() {
        return message("in_progress", NOTHING);
    }

    JsonNode message() {
        return message(status(), JsonNode.array(List.of(text(answer.text()))));
    }

    private JsonNode message(String status, JsonNode content) {
        return JsonNode.object()
                .put("id", messageId)
                .put("type", "message")
                .put("status", status)
                .put("content", content)
                .put("role", "assistant")
                .build();
    }

    JsonNode inProgress() {
        return build("in_progress", NullNode.NULL, NullNode.NULL, NOTHING, NullNode.NULL);
    }

    JsonNode finished(long now) {
        JsonNode reason = JsonNode.object().put("reason", "max_output_tokens").build();
        return build(
                status(),
                answer.cut() ? NullNode.NULL : JsonNode.of(now),
                answer.cut() ? reason : NullNode.NULL,
                JsonNode.array(List.of(message())),
                usage());
    }

    private String status() {
        return answer.cut() ? "incomplete" : "completed";
    }

    private JsonNode usage() {
        return JsonNode.object()
                .put("input_tokens", request.inputTokens())
                .put(
                        "input_tokens_details",
                        JsonNode.object()
                                .put("cached_tokens", 0)
                                .put("cache_write_tokens", 0)
                                .build())
                .put("output_tokens", answer.tokens())
                .put(
                        "output_tokens_details",
                        JsonNode.object().put("reasoning_tokens", 0).build())
                .put("total_tokens", request.inputTokens() + answer.tokens())
                .build();
    }

    private JsonNode build(String status, JsonNode completedAt, JsonNode incomplete, JsonNode output, JsonNode usage) {
        ObjectBuilder response = JsonNode.object()
                .put("id", id)
                .put("object", "response")
                .put("created_at", createdAt)
                .put("status", status)
                .put("background", JsonNode.of(false))
                .put("completed_at", completedAt)
                .putNull("error")
                .put("incomplete_details", incomplete)
                .put("instructions", asked("instructions", NullNode.NULL))
                .put("max_output_tokens", asked("max_output_tokens", NullNode.NULL))
                .put("max_tool_calls", asked("max_tool_calls", NullNode.NULL))
                .put("model", model)
                .put("output", output)
                .put("parallel_tool_calls", asked("parallel_tool_calls", JsonNode.of(true)))
                .put("previous_response_id", asked("previous_response_id", NullNode.NULL))
                .put("reasoning", asked("reasoning", NO_REASONING))
                .put("service_tier", "default")
                .put("store", asked("store", JsonNode.of(true)))
                .put("temperature", asked("temperature", ONE))
                .put("text", asked("text", PLAIN_TEXT))
                .put("tool_choice", asked("tool_choice", JsonNode.of("auto")))
                .put("tools", asked("tools", NOTHING))
                .put("top_logprobs", asked("top_logprobs", JsonNode.of(0)))
                .put("top_p", asked("top_p", ONE))
                .put("truncation", asked("truncation", JsonNode.of("disabled")));
        return response.put("usage", usage)
                .put("user", asked("user", NullNode.NULL))
                .put("metadata", asked("metadata", JsonNode.object().build()))
                .build();
    }

    private JsonNode asked(String name, JsonNode otherwise) {
        return request.parameters().optional(name).orElse(otherwise);
    }
}
