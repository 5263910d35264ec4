package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/**
 * Sizes of pieces.
 *
 * @param maxChunkSizeTokens the most tokens of a piece, 100 to 4096
 * @param chunkOverlapTokens the tokens that a piece shares with the next, at most half of it
 * @param extra what the object held beyond this
 */
public record StaticChunking(long maxChunkSizeTokens, long chunkOverlapTokens, Extra extra) {
    /** One with no other members. */
    public StaticChunking(long maxChunkSizeTokens, long chunkOverlapTokens) {
        this(maxChunkSizeTokens, chunkOverlapTokens, Extra.NONE);
    }
}
