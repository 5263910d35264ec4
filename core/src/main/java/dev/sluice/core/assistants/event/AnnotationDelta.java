package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.CitedFile;
import dev.sluice.core.assistants.model.FileReference;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a text that stands for a file. */
public sealed interface AnnotationDelta {
    /**
     * A citation of a file that was searched.
     *
     * @param index which annotation of the part
     * @param text the marker in the text
     * @param startIndex where it begins in the finished text, in code points
     * @param endIndex where it ends, exclusive
     * @param fileCitation the file
     * @param extra what the object held beyond this
     */
    record FileCitation(
            long index,
            Optional<String> text,
            Optional<Long> startIndex,
            Optional<Long> endIndex,
            Optional<CitedFile> fileCitation,
            Extra extra)
            implements AnnotationDelta {
        /** One with no other members. */
        public FileCitation(
                long index,
                @Nullable String text,
                @Nullable Long startIndex,
                @Nullable Long endIndex,
                @Nullable CitedFile fileCitation) {
            this(
                    index,
                    Optional.ofNullable(text),
                    Optional.ofNullable(startIndex),
                    Optional.ofNullable(endIndex),
                    Optional.ofNullable(fileCitation),
                    Extra.NONE);
        }

        @Override
        public String toString() {
            return "FileCitation[index=" + index + "]";
        }
    }

    /**
     * The path of a file that the code interpreter made.
     *
     * @param index which annotation of the part
     * @param text the marker in the text
     * @param startIndex where it begins in the finished text, in code points
     * @param endIndex where it ends, exclusive
     * @param filePath the file
     * @param extra what the object held beyond this
     */
    record FilePath(
            long index,
            Optional<String> text,
            Optional<Long> startIndex,
            Optional<Long> endIndex,
            Optional<FileReference> filePath,
            Extra extra)
            implements AnnotationDelta {
        /** One with no other members. */
        public FilePath(
                long index,
                @Nullable String text,
                @Nullable Long startIndex,
                @Nullable Long endIndex,
                @Nullable FileReference filePath) {
            this(
                    index,
                    Optional.ofNullable(text),
                    Optional.ofNullable(startIndex),
                    Optional.ofNullable(endIndex),
                    Optional.ofNullable(filePath),
                    Extra.NONE);
        }

        @Override
        public String toString() {
            return "FilePath[index=" + index + "]";
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements AnnotationDelta {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
