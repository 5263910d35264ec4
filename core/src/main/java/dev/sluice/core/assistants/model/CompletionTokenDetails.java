package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * What the tokens of an answer were.
 *
 * @param reasoningTokens tokens that were spent on thinking
 * @param extra what the object held beyond this
 */
public record CompletionTokenDetails(long reasoningTokens, Extra extra) {
    /** One with no other members. */
    public CompletionTokenDetails(long reasoningTokens) {
        this(reasoningTokens, Extra.NONE);
    }
}
