package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a run or a step used.
 *
 * @param promptTokens tokens of everything the model was given
 * @param completionTokens tokens of everything it answered
 * @param totalTokens both
 * @param promptTokenDetails of the prompt's tokens
 * @param completionTokensDetails of the answer's tokens
 * @param extra what the object held beyond this
 */
public record TokenUsage(
        long promptTokens,
        long completionTokens,
        long totalTokens,
        Optional<PromptTokenDetails> promptTokenDetails,
        Optional<CompletionTokenDetails> completionTokensDetails,
        Extra extra) {
    /** One with no other members. */
    public TokenUsage(
            long promptTokens,
            long completionTokens,
            long totalTokens,
            @Nullable PromptTokenDetails promptTokenDetails,
            @Nullable CompletionTokenDetails completionTokensDetails) {
        this(
                promptTokens,
                completionTokens,
                totalTokens,
                Optional.ofNullable(promptTokenDetails),
                Optional.ofNullable(completionTokensDetails),
                Extra.NONE);
    }

    /** The sum of both, as a run's usage is the sum of its steps'. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                totalTokens + other.totalTokens,
                new PromptTokenDetails(cachedTokens() + other.cachedTokens()),
                new CompletionTokenDetails(reasoningTokens() + other.reasoningTokens()));
    }

    /** Tokens of the prompt that came from a cache; 0 where nothing is said of them. */
    public long cachedTokens() {
        return promptTokenDetails.map(PromptTokenDetails::cachedTokens).orElse(0L);
    }

    /** Tokens of the answer that were spent on thinking; 0 where nothing is said of them. */
    public long reasoningTokens() {
        return completionTokensDetails
                .map(CompletionTokenDetails::reasoningTokens)
                .orElse(0L);
    }
}
