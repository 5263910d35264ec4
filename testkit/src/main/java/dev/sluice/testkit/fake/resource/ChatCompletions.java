package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.Optional;

/** {@code /chat/completions}, plain and streamed, kept on request: repeats the user, or calls the first function it is offered. */
final class ChatCompletions {
    private ChatCompletions() {}

    static void register(Router router) {
        router.on("POST", "/chat/completions", ChatCompletions::create);
    }

    private static Reply create(Call call) {
        JsonNode body = call.json();
        String model = Nodes.required(body, "model");
        List<JsonNode> messages = Nodes.list(body, "messages");
        if (messages.isEmpty()) {
            throw ApiException.missing("messages");
        }
        String prompt = Speech.lastOf(messages, "user");
        String tool = Speech.lastOf(messages, "tool");
        String text = Speech.answer(tool.isEmpty() ? prompt : tool);
        Optional<JsonNode> function = functionToCall(body, messages);
        Chunks chunks = new Chunks(model, usage(prompt, text));
        JsonNode whole = chunks.plain(
                function.map(f -> toolMessage(toolCall(f))).orElseGet(() -> textMessage(text)),
                function.isPresent() ? "tool_calls" : "stop");
        if (Nodes.flag(body, "store")) {
            call.account()
                    .shelf("/chat/completions")
                    .put(Nodes.with(whole, "metadata", Nodes.or(body, "metadata", Nodes.EMPTY)));
        }
        if (Nodes.flag(body, "stream")) {
            boolean includeUsage = Nodes.flag(Nodes.or(body, "stream_options", Nodes.EMPTY), "include_usage");
            return chunks.stream(
                    function.map(ChatCompletions::toolDeltas).orElseGet(() -> textDeltas(text)),
                    function.isPresent() ? "tool_calls" : "stop",
                    includeUsage);
        }
        return Reply.ok(whole);
    }

    static JsonNode usage(String prompt, String answer) {
        long in = Speech.tokens(prompt);
        long out = Speech.tokens(answer);
        return JsonNode.object()
                .put("prompt_tokens", in)
                .put("completion_tokens", out)
                .put("total_tokens", in + out)
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
                                .build())
                .build();
    }

    private static Optional<JsonNode> functionToCall(JsonNode body, List<JsonNode> messages) {
        boolean usersTurn = Nodes.text(messages.get(messages.size() - 1), "role")
                .filter("user"::equals)
                .isPresent();
        boolean allowed = Nodes.text(body, "tool_choice").filter("none"::equals).isEmpty();
        return Nodes.list(body, "tools").stream()
                .flatMap(tool -> tool.get("function").stream())
                .filter(function -> usersTurn && allowed)
                .findFirst();
    }

    private static JsonNode.ObjectBuilder toolCall(JsonNode function) {
        return JsonNode.object()
                .put("id", Ids.alphanumeric("call_"))
                .put("type", "function")
                .put(
                        "function",
                        JsonNode.object()
                                .put("name", Nodes.required(function, "name"))
                                .put("arguments", Speech.arguments(function))
                                .build());
    }

    private static JsonNode textMessage(String text) {
        return JsonNode.object()
                .put("role", "assistant")
                .put("content", text)
                .putNull("refusal")
                .put("annotations", JsonNode.array(List.of()))
                .build();
    }

    private static JsonNode toolMessage(JsonNode.ObjectBuilder call) {
        return JsonNode.object()
                .put("role", "assistant")
                .putNull("content")
                .put("tool_calls", JsonNode.array(List.of(call.build())))
                .putNull("refusal")
                .build();
    }

    private static List<JsonNode> textDeltas(String text) {
        return Speech.pieces(text).stream()
                .map(piece -> JsonNode.object().put("content", piece).build())
                .toList();
    }

    private static List<JsonNode> toolDeltas(JsonNode function) {
        JsonNode first = JsonNode.object()
                .put("index", 0)
                .put("id", Ids.alphanumeric("call_"))
                .put("type", "function")
                .put(
                        "function",
                        JsonNode.object()
                                .put("name", Nodes.required(function, "name"))
                                .put("arguments", "")
                                .build())
                .build();
        JsonNode second = JsonNode.object()
                .put("index", 0)
                .put(
                        "function",
                        JsonNode.object()
                                .put("arguments", Speech.arguments(function))
                                .build())
                .build();
        return List.of(toolDelta(first), toolDelta(second));
    }

    private static JsonNode toolDelta(JsonNode call) {
        return JsonNode.object()
                .put("tool_calls", JsonNode.array(List.of(call)))
                .build();
    }
}
