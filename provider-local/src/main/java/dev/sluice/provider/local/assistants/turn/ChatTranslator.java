package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import dev.sluice.provider.local.assistants.data.RunState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What chunks of a chat completion mean, and whole ones. */
public final class ChatTranslator implements Translator {
    private final TurnSink sink;
    private final CallNumbers calls;
    private final Thoughts thoughts = new Thoughts();
    private boolean finished;

    /** Calls without an id of their own get one. */
    public ChatTranslator(TurnSink sink, Supplier<String> newCallId) {
        this.sink = sink;
        this.calls = new CallNumbers(sink, newCallId);
    }

    @Override
    public void accept(JsonNode chunk) {
        Optional<JsonNode> error = chunk.get("error").filter(ObjectNode.class::isInstance);
        if (error.isPresent()) {
            sink.fail(ModelErrors.inStream(error.get()));
            return;
        }
        chunk.get("choices").map(JsonNode::elements).orElse(List.of()).stream()
                .findFirst()
                .ifPresent(this::choice);
        chunk.get("usage").filter(ObjectNode.class::isInstance).ifPresent(this::usage);
    }

    private void choice(JsonNode choice) {
        choice.get("delta").or(() -> choice.get("message")).ifPresent(this::delta);
        choice.get("finish_reason").flatMap(JsonNode::asText).ifPresent(this::finish);
    }

    private void delta(JsonNode delta) {
        text(delta, "content").map(thoughts::said).ifPresent(this::say);
        text(delta, "refusal").ifPresent(piece -> {
            say(thoughts.rest());
            sink.refusal(piece);
        });
        List<JsonNode> some = delta.get("tool_calls").map(JsonNode::elements).orElse(List.of());
        if (!some.isEmpty()) {
            say(thoughts.rest());
        }
        for (int i = 0; i < some.size(); i++) {
            calls.piece(i, some.get(i));
        }
        delta.get("function_call")
                .filter(ObjectNode.class::isInstance)
                .ifPresent(function -> calls.piece(
                        0,
                        JsonNode.object()
                                .put("index", 0)
                                .put("function", function)
                                .build()));
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            sink.text(text);
        }
    }

    private static Optional<String> text(JsonNode delta, String member) {
        return delta.get(member).flatMap(JsonNode::asText).filter(text -> !text.isEmpty());
    }

    private void finish(String reason) {
        finished = true;
        say(thoughts.rest());
        calls.end();
        switch (reason) {
            case "length" -> sink.finish(Finish.LENGTH);
            case "content_filter" -> sink.finish(Finish.CONTENT_FILTER);
            default -> sink.finish(Finish.STOP);
        }
    }

    private void usage(JsonNode usage) {
        long prompt = count(usage, "prompt_tokens");
        long completion = count(usage, "completion_tokens");
        long total = usage.get("total_tokens").isPresent() ? count(usage, "total_tokens") : prompt + completion;
        sink.usage(RunState.usage(
                prompt,
                completion,
                total,
                count(usage.get("prompt_tokens_details"), "cached_tokens"),
                count(usage.get("completion_tokens_details"), "reasoning_tokens")));
    }

    static long count(JsonNode usage, String member) {
        return count(Optional.of(usage), member);
    }

    static long count(Optional<JsonNode> usage, String member) {
        return usage.flatMap(counts -> counts.get(member))
                .map(count -> count.asLong().orElse(0))
                .orElse(0L);
    }

    @Override
    public boolean end() {
        return finished;
    }
}
