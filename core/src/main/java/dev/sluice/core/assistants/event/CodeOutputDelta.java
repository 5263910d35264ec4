package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.FileReference;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that code wrote. */
public sealed interface CodeOutputDelta {
    /**
     * Text.
     *
     * @param index which output
     * @param logs the text
     * @param extra what the object held beyond this
     */
    record Logs(long index, Optional<String> logs, Extra extra) implements CodeOutputDelta {
        /** One with no other members. */
        public Logs(long index, @Nullable String logs) {
            this(index, Optional.ofNullable(logs), Extra.NONE);
        }

        @Override
        public String toString() {
            return "Logs[index=" + index + "]";
        }
    }

    /**
     * An image.
     *
     * @param index which output
     * @param image its file
     * @param extra what the object held beyond this
     */
    record Image(long index, Optional<FileReference> image, Extra extra) implements CodeOutputDelta {
        /** One with no other members. */
        public Image(long index, @Nullable FileReference image) {
            this(index, Optional.ofNullable(image), Extra.NONE);
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements CodeOutputDelta {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
