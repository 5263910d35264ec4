package dev.sluice.provider.local.assistants.data;

import dev.sluice.core.assistants.model.CompletionTokenDetails;
import dev.sluice.core.assistants.model.PromptTokenDetails;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.json.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an engine must know of a run beyond what clients see of it.
 *
 * @param showsResults whether streamed steps show the texts that a search found
 * @param turns how often the model was called
 * @param used the tokens of all calls so far
 * @param step the last step that was begun in the turn that is under way, or is waiting for outputs: a turn of which
 *     something was told is never begun anew
 * @param stepUsage the usage that the open step gets when its outputs come
 * @param items what the Responses API said so far, to be sent back to it; of Chat Completions, the calls that were searches
 * @param resources what its tools work on
 */
public record RunState(
        boolean showsResults,
        int turns,
        TokenUsage used,
        Optional<String> step,
        Optional<TokenUsage> stepUsage,
        List<JsonNode> items,
        RunResources resources) {
    /** No tokens. */
    public static final TokenUsage NO_TOKENS = usage(0, 0, 0, 0, 0);

    public RunState {
        items = List.copyOf(items);
    }

    /** The state of a run that was not begun. */
    public static RunState fresh(boolean showsResults, RunResources resources) {
        return new RunState(showsResults, 0, NO_TOKENS, Optional.empty(), Optional.empty(), List.of(), resources);
    }

    /** The same after one more call of the model was begun. */
    public RunState turning() {
        return new RunState(showsResults, turns + 1, used, step, stepUsage, items, resources);
    }

    /** The same with more tokens used. */
    public RunState using(TokenUsage more) {
        return new RunState(showsResults, turns, used.plus(more), step, stepUsage, items, resources);
    }

    /** The same after a step was begun. */
    public RunState begun(String stepId) {
        return new RunState(showsResults, turns, used, Optional.of(stepId), stepUsage, items, resources);
    }

    /** The same, waiting for the outputs of a step. */
    public RunState waiting(String stepId, TokenUsage usageOfStep) {
        return new RunState(showsResults, turns, used, Optional.of(stepId), Optional.of(usageOfStep), items, resources);
    }

    /** The same when the outputs have come. */
    public RunState answered() {
        return new RunState(showsResults, turns, used, Optional.empty(), Optional.empty(), items, resources);
    }

    /** The same with more said by the Responses API. */
    public RunState saying(List<JsonNode> more) {
        List<JsonNode> all = new ArrayList<>(items);
        all.addAll(more);
        return new RunState(showsResults, turns, used, step, stepUsage, all, resources);
    }

    /** The same when what its tools work on is ready. */
    public RunState prepared(RunResources ready) {
        return new RunState(showsResults, turns, used, step, stepUsage, items, ready);
    }

    /** Usage with all its details. */
    public static TokenUsage usage(long prompt, long completion, long total, long cached, long reasoning) {
        return new TokenUsage(
                prompt, completion, total, new PromptTokenDetails(cached), new CompletionTokenDetails(reasoning));
    }

    /** As a document says it. */
    public JsonNode toJson() {
        JsonNode.ObjectBuilder json = JsonNode.object()
                .put("shows_results", JsonNode.of(showsResults))
                .put("turns", turns)
                .put("used", tokens(used));
        step.ifPresent(id -> json.put("step", id));
        stepUsage.ifPresent(usage -> json.put("step_usage", tokens(usage)));
        resources.addTo(json.put("items", JsonNode.array(items)));
        return json.build();
    }

    /** What a document says. */
    public static RunState of(JsonNode json) {
        return new RunState(
                json.get("shows_results").flatMap(JsonNode::asBoolean).orElse(false),
                (int) number(json, "turns"),
                json.get("used").map(RunState::usage).orElse(NO_TOKENS),
                json.get("step").flatMap(JsonNode::asText),
                json.get("step_usage").map(RunState::usage),
                json.get("items").map(JsonNode::elements).orElse(List.of()),
                RunResources.read(json));
    }

    private static JsonNode tokens(TokenUsage usage) {
        return JsonNode.array(List.of(
                JsonNode.of(usage.promptTokens()),
                JsonNode.of(usage.completionTokens()),
                JsonNode.of(usage.totalTokens()),
                JsonNode.of(usage.cachedTokens()),
                JsonNode.of(usage.reasoningTokens())));
    }

    private static TokenUsage usage(JsonNode tokens) {
        long[] counts = tokens.elements().stream()
                .mapToLong(count -> count.asLong().orElse(0))
                .toArray();
        return usage(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private static long number(JsonNode json, String member) {
        return json.get(member).map(value -> value.asLong().orElse(0)).orElse(0L);
    }
}
