package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;

/** Something that code wrote. */
public sealed interface CodeOutput {
    /**
     * Text.
     *
     * @param logs the text
     * @param extra what the object held beyond this
     */
    record Logs(String logs, Extra extra) implements CodeOutput {
        /** One with no other members. */
        public Logs(String logs) {
            this(logs, Extra.NONE);
        }

        @Override
        public String toString() {
            return "Logs";
        }
    }

    /**
     * An image.
     *
     * @param image its file
     * @param extra what the object held beyond this
     */
    record Image(FileReference image, Extra extra) implements CodeOutput {
        /** One with no other members. */
        public Image(FileReference image) {
            this(image, Extra.NONE);
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements CodeOutput {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
