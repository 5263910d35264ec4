package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.ImageFileContent;
import dev.sluice.core.assistants.model.ImageUrlContent;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;

/** A part of what a new message says. */
public sealed interface InputPart {
    /**
     * Text.
     *
     * @param text the text
     * @param extra what the object held beyond this
     */
    record Text(String text, Extra extra) implements InputPart {
        /** One with no other members. */
        public Text(String text) {
            this(text, Extra.NONE);
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /**
     * An image elsewhere.
     *
     * @param imageUrl where
     * @param extra what the object held beyond this
     */
    record ImageUrl(ImageUrlContent imageUrl, Extra extra) implements InputPart {
        /** One with no other members. */
        public ImageUrl(ImageUrlContent imageUrl) {
            this(imageUrl, Extra.NONE);
        }
    }

    /**
     * An image in a file.
     *
     * @param imageFile the file
     * @param extra what the object held beyond this
     */
    record ImageFile(ImageFileContent imageFile, Extra extra) implements InputPart {
        /** One with no other members. */
        public ImageFile(ImageFileContent imageFile) {
            this(imageFile, Extra.NONE);
        }
    }

    /** Text. */
    static InputPart text(String text) {
        return new Text(text);
    }

    /** An image elsewhere. */
    static InputPart imageUrl(String url) {
        return new ImageUrl(new ImageUrlContent(url, null));
    }

    /** An image in a file. */
    static InputPart imageFile(String fileId) {
        return new ImageFile(new ImageFileContent(fileId, null));
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements InputPart {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
