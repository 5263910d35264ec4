package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * A file, by its id.
 *
 * @param fileId the file
 * @param extra what the object held beyond this
 */
public record FileReference(String fileId, Extra extra) {
    /** One with no other members. */
    public FileReference(String fileId) {
        this(fileId, Extra.NONE);
    }
}
