package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.List;

/**
 * What the file search works on.
 *
 * @param vectorStoreIds the vector store it searches, at most one
 * @param extra what the object held beyond this
 */
public record FileSearchResources(List<String> vectorStoreIds, Extra extra) {
    public FileSearchResources {
        vectorStoreIds = List.copyOf(vectorStoreIds);
    }

    /** One with no other members. */
    public FileSearchResources(List<String> vectorStoreIds) {
        this(vectorStoreIds, Extra.NONE);
    }
}
