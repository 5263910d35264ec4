package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.List;

/** A part of what a message says. */
public sealed interface MessageContent {
    /**
     * Text.
     *
     * @param text the text and its citations
     * @param extra what the object held beyond this
     */
    record Text(TextContent text, Extra extra) implements MessageContent {
        /** One with no other members. */
        public Text(TextContent text) {
            this(text, Extra.NONE);
        }
    }

    /**
     * An image in a file.
     *
     * @param imageFile the file
     * @param extra what the object held beyond this
     */
    record ImageFile(ImageFileContent imageFile, Extra extra) implements MessageContent {
        /** One with no other members. */
        public ImageFile(ImageFileContent imageFile) {
            this(imageFile, Extra.NONE);
        }
    }

    /**
     * An image elsewhere.
     *
     * @param imageUrl where
     * @param extra what the object held beyond this
     */
    record ImageUrl(ImageUrlContent imageUrl, Extra extra) implements MessageContent {
        /** One with no other members. */
        public ImageUrl(ImageUrlContent imageUrl) {
            this(imageUrl, Extra.NONE);
        }
    }

    /**
     * The model's refusal to answer.
     *
     * @param refusal how it says so
     * @param extra what the object held beyond this
     */
    record Refusal(String refusal, Extra extra) implements MessageContent {
        /** One with no other members. */
        public Refusal(String refusal) {
            this(refusal, Extra.NONE);
        }

        @Override
        public String toString() {
            return "Refusal";
        }
    }

    /** Text of that value, without citations. */
    static MessageContent text(String value) {
        return new Text(new TextContent(value, List.of()));
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements MessageContent {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
