package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image in a file.
 *
 * @param fileId the file
 * @param detail how closely to look
 * @param extra what the object held beyond this
 */
public record ImageFileContent(String fileId, Optional<ImageDetail> detail, Extra extra) {
    /** One with no other members. */
    public ImageFileContent(String fileId, @Nullable ImageDetail detail) {
        this(fileId, Optional.ofNullable(detail), Extra.NONE);
    }
}
