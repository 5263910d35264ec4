package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.ImageFileContent;
import dev.sluice.core.assistants.model.ImageUrlContent;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Growth of one part of a message; the first one of an index begins the part. */
public sealed interface ContentDelta {
    /**
     * More text.
     *
     * @param index which part
     * @param text the text
     * @param extra what the object held beyond this
     */
    record Text(long index, Optional<TextDelta> text, Extra extra) implements ContentDelta {
        /** One with no other members. */
        public Text(long index, @Nullable TextDelta text) {
            this(index, Optional.ofNullable(text), Extra.NONE);
        }
    }

    /**
     * An image in a file.
     *
     * @param index which part
     * @param imageFile the file
     * @param extra what the object held beyond this
     */
    record ImageFile(long index, Optional<ImageFileContent> imageFile, Extra extra) implements ContentDelta {
        /** One with no other members. */
        public ImageFile(long index, @Nullable ImageFileContent imageFile) {
            this(index, Optional.ofNullable(imageFile), Extra.NONE);
        }
    }

    /**
     * An image elsewhere.
     *
     * @param index which part
     * @param imageUrl where
     * @param extra what the object held beyond this
     */
    record ImageUrl(long index, Optional<ImageUrlContent> imageUrl, Extra extra) implements ContentDelta {
        /** One with no other members. */
        public ImageUrl(long index, @Nullable ImageUrlContent imageUrl) {
            this(index, Optional.ofNullable(imageUrl), Extra.NONE);
        }
    }

    /**
     * More of a refusal.
     *
     * @param index which part
     * @param refusal the text
     * @param extra what the object held beyond this
     */
    record Refusal(long index, Optional<String> refusal, Extra extra) implements ContentDelta {
        /** One with no other members. */
        public Refusal(long index, @Nullable String refusal) {
            this(index, Optional.ofNullable(refusal), Extra.NONE);
        }

        @Override
        public String toString() {
            return "Refusal[index=" + index + "]";
        }
    }

    /** More text: its value is appended to that of the part with this index. */
    static ContentDelta text(long index, String value) {
        return new Text(index, new TextDelta(value, null));
    }

    /** The first text of the part with this index; its value may be empty. */
    static ContentDelta firstText(long index, String value) {
        return new Text(index, new TextDelta(value, List.of()));
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements ContentDelta {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
