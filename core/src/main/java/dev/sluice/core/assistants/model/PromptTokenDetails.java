package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * What the tokens of a prompt were.
 *
 * @param cachedTokens tokens that came from a cache
 * @param extra what the object held beyond this
 */
public record PromptTokenDetails(long cachedTokens, Extra extra) {
    /** One with no other members. */
    public PromptTokenDetails(long cachedTokens) {
        this(cachedTokens, Extra.NONE);
    }
}
