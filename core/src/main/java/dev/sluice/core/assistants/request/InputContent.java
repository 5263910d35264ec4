package dev.sluice.core.assistants.request;

import dev.sluice.core.json.JsonNode;
import java.util.List;

/** What a new message says: text, or parts. */
public sealed interface InputContent {
    /**
     * Text.
     *
     * @param text the text
     */
    record Text(String text) implements InputContent {
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /**
     * Text and images.
     *
     * @param parts one after the other
     */
    record Parts(List<InputPart> parts) implements InputContent {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /** Text. */
    static InputContent of(String text) {
        return new Text(text);
    }

    /** Text and images. */
    static InputContent of(InputPart... parts) {
        return new Parts(List.of(parts));
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements InputContent {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
