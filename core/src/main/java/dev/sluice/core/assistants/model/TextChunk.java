package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * A piece of a file's text.
 *
 * @param type {@code text}
 * @param text the piece
 * @param extra what the object held beyond this
 */
public record TextChunk(String type, String text, Extra extra) {
    /** One with no other members. */
    public TextChunk(String type, String text) {
        this(type, text, Extra.NONE);
    }

    /** A piece of text. */
    public static TextChunk of(String text) {
        return new TextChunk("text", text);
    }

    @Override
    public String toString() {
        return "TextChunk[" + text.length() + " characters]";
    }
}
