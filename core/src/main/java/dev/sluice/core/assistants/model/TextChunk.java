package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * A piece of a file's text.
 *
 * @param text the piece
 * @param extra what the object held beyond this
 */
public record TextChunk(String text, Extra extra) {
    /** One with no other members. */
    public TextChunk(String text) {
        this(text, Extra.NONE);
    }

    @Override
    public String toString() {
        return "TextChunk[" + text.length() + " characters]";
    }
}
