package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;

/**
 * Files that were added to a vector store together.
 *
 * @param id its id
 * @param createdAt when they were added, in seconds since 1970
 * @param status how far it is
 * @param vectorStoreId the store
 * @param fileCounts how far its files are
 * @param extra what the object held beyond this
 */
public record VectorStoreFileBatch(
        String id,
        long createdAt,
        VectorStoreFileStatus status,
        String vectorStoreId,
        FileCounts fileCounts,
        Extra extra) {
    /** One with no other members. */
    public VectorStoreFileBatch(
            String id, long createdAt, VectorStoreFileStatus status, String vectorStoreId, FileCounts fileCounts) {
        this(id, createdAt, status, vectorStoreId, fileCounts, Extra.NONE);
    }
}
