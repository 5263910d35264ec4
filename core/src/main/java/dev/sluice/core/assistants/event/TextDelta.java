package dev.sluice.core.assistants.event;

import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * More text.
 *
 * @param value the text
 * @param annotations what in the part stands for a file
 * @param extra what the object held beyond this
 */
public record TextDelta(Optional<String> value, Optional<List<AnnotationDelta>> annotations, Extra extra) {
    public TextDelta {
        annotations = annotations.map(List::copyOf);
    }

    /** One with no other members. */
    public TextDelta(@Nullable String value, @Nullable List<AnnotationDelta> annotations) {
        this(Optional.ofNullable(value), Optional.ofNullable(annotations), Extra.NONE);
    }

    @Override
    public String toString() {
        return "TextDelta";
    }
}
