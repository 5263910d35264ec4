package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** The objects of a run, as they are at their beginning. */
final class RunObjects {
    private static final long LIFETIME_SECONDS = 600;

    private RunObjects() {}

    static JsonNode queued(String thread, JsonNode assistant, JsonNode body) {
        JsonNode.ObjectBuilder run = JsonNode.object()
                .put("id", Ids.alphanumeric("run_"))
                .put("object", "thread.run")
                .put("created_at", Ids.now())
                .put("assistant_id", Nodes.required(assistant, "id"))
                .put("thread_id", thread)
                .put("status", "queued")
                .putNull("started_at")
                .put("expires_at", Ids.now() + LIFETIME_SECONDS)
                .putNull("cancelled_at")
                .putNull("failed_at")
                .putNull("completed_at")
                .putNull("required_action")
                .putNull("last_error")
                .put("tools", Nodes.present(body, "tools").isPresent() ? Assistants.tools(body) : tools(assistant))
                .put("tool_resources", Nodes.EMPTY)
                .put("metadata", Nodes.or(body, "metadata", Nodes.EMPTY))
                .put("max_completion_tokens", Nodes.orNull(body, "max_completion_tokens"))
                .put("max_prompt_tokens", Nodes.orNull(body, "max_prompt_tokens"))
                .put("truncation_strategy", Nodes.or(body, "truncation_strategy", truncation()))
                .putNull("incomplete_details")
                .putNull("usage")
                .put("tool_choice", Nodes.or(body, "tool_choice", JsonNode.of("auto")))
                .put("parallel_tool_calls", Nodes.or(body, "parallel_tool_calls", JsonNode.of(true)));
        Assistants.inherited()
                .forEach(member -> run.put(member, Nodes.or(body, member, Nodes.orNull(assistant, member))));
        return run.build();
    }

    static JsonNode step(JsonNode run, String type, JsonNode details) {
        return JsonNode.object()
                .put("id", Ids.alphanumeric("step_"))
                .put("object", "thread.run.step")
                .put("created_at", Ids.now())
                .put("run_id", Nodes.required(run, "id"))
                .put("assistant_id", Nodes.required(run, "assistant_id"))
                .put("thread_id", Nodes.required(run, "thread_id"))
                .put("type", type)
                .put("status", "in_progress")
                .putNull("cancelled_at")
                .putNull("completed_at")
                .put("expires_at", Nodes.orNull(run, "expires_at"))
                .putNull("failed_at")
                .putNull("expired_at")
                .putNull("last_error")
                .put("step_details", details)
                .putNull("usage")
                .put("metadata", Nodes.EMPTY)
                .build();
    }

    static JsonNode message(JsonNode run) {
        return JsonNode.object()
                .put("id", Ids.alphanumeric("msg_"))
                .put("object", "thread.message")
                .put("created_at", Ids.now())
                .put("assistant_id", Nodes.required(run, "assistant_id"))
                .put("thread_id", Nodes.required(run, "thread_id"))
                .put("run_id", Nodes.required(run, "id"))
                .put("status", "in_progress")
                .putNull("incomplete_details")
                .putNull("incomplete_at")
                .putNull("completed_at")
                .put("role", "assistant")
                .put("content", JsonNode.array(List.of()))
                .put("attachments", JsonNode.array(List.of()))
                .put("metadata", Nodes.EMPTY)
                .build();
    }

    static JsonNode usage(long prompt, long completion) {
        return JsonNode.object()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion)
                .put(
                        "prompt_token_details",
                        JsonNode.object().put("cached_tokens", 0).build())
                .put(
                        "completion_tokens_details",
                        JsonNode.object().put("reasoning_tokens", 0).build())
                .build();
    }

    private static JsonNode tools(JsonNode assistant) {
        return Nodes.or(assistant, "tools", JsonNode.array(List.of()));
    }

    private static JsonNode truncation() {
        return JsonNode.object().put("type", "auto").putNull("last_messages").build();
    }
}
