package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;

/** How a file is cut into pieces for a search. */
public sealed interface ChunkingStrategy {
    /**
     * As the server likes: pieces of 800 tokens, of which 400 overlap.
     *
     * @param extra what the object held beyond this
     */
    record Auto(Extra extra) implements ChunkingStrategy {
        /** One with no other members. */
        public Auto() {
            this(Extra.NONE);
        }
    }

    /**
     * Pieces of a size.
     *
     * @param sizes the sizes
     * @param extra what the object held beyond this
     */
    record Static(StaticChunking sizes, Extra extra) implements ChunkingStrategy {
        /** One with no other members. */
        public Static(StaticChunking sizes) {
            this(sizes, Extra.NONE);
        }
    }

    /**
     * In a way that is not on record.
     *
     * @param extra what the object held beyond this
     */
    record Other(Extra extra) implements ChunkingStrategy {
        /** One with no other members. */
        public Other() {
            this(Extra.NONE);
        }
    }

    /**
     * Pieces of a size.
     *
     * @param maxChunkSizeTokens at most so many tokens, 100 to 4096
     * @param chunkOverlapTokens so many of them are in the piece before too, at most half
     */
    static ChunkingStrategy pieces(long maxChunkSizeTokens, long chunkOverlapTokens) {
        return new Static(new StaticChunking(maxChunkSizeTokens, chunkOverlapTokens));
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements ChunkingStrategy {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
