package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;

/** A place in a text that stands for a file. The places are counted in code points. */
public sealed interface Annotation {
    /**
     * A citation of a file that was searched.
     *
     * @param text the marker in the text
     * @param startIndex where it begins
     * @param endIndex where it ends, exclusive
     * @param fileCitation the file
     * @param extra what the object held beyond this
     */
    record FileCitation(String text, long startIndex, long endIndex, CitedFile fileCitation, Extra extra)
            implements Annotation {
        /** One with no other members. */
        public FileCitation(String text, long startIndex, long endIndex, CitedFile fileCitation) {
            this(text, startIndex, endIndex, fileCitation, Extra.NONE);
        }

        @Override
        public String toString() {
            return "FileCitation[startIndex=" + startIndex + ", endIndex=" + endIndex + ", fileCitation=" + fileCitation
                    + "]";
        }
    }

    /**
     * The path of a file that the code interpreter made.
     *
     * @param text the path in the text
     * @param startIndex where it begins
     * @param endIndex where it ends, exclusive
     * @param filePath the file
     * @param extra what the object held beyond this
     */
    record FilePath(String text, long startIndex, long endIndex, FileReference filePath, Extra extra)
            implements Annotation {
        /** One with no other members. */
        public FilePath(String text, long startIndex, long endIndex, FileReference filePath) {
            this(text, startIndex, endIndex, filePath, Extra.NONE);
        }

        @Override
        public String toString() {
            return "FilePath[startIndex=" + startIndex + ", endIndex=" + endIndex + ", filePath=" + filePath + "]";
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements Annotation {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
