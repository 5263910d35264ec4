package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.List;

/**
 * Text and its citations.
 *
 * @param value the text
 * @param annotations what in it stands for a file
 * @param extra what the object held beyond this
 */
public record TextContent(String value, List<Annotation> annotations, Extra extra) {
    public TextContent {
        annotations = List.copyOf(annotations);
    }

    /** One with no other members. */
    public TextContent(String value, List<Annotation> annotations) {
        this(value, annotations, Extra.NONE);
    }

    @Override
    public String toString() {
        return "TextContent[" + value.length() + " characters]";
    }
}
