package dev.sluice.core.log;

import java.util.OptionalLong;

/**
 * Tokens, as the upstream counted them; a figure that the answer did not carry is unknown, never 0.
 *
 * @param inputTokens tokens of the prompt, cached ones included
 * @param outputTokens tokens of the answer, reasoning included
 * @param totalTokens the upstream's own sum
 */
public record Usage(OptionalLong inputTokens, OptionalLong outputTokens, OptionalLong totalTokens) {
    /** All tokens as far as they are known: the upstream's sum, or that of its parts. */
    public long total() {
        return totalTokens.orElse(inputTokens.orElse(0) + outputTokens.orElse(0));
    }
}
