package dev.sluice.core.assistants.request;

import dev.sluice.core.json.Extra;
import java.util.List;

/**
 * What the file search works on: a vector store that exists, or one to be made.
 *
 * @param vectorStoreIds the store that exists, at most one
 * @param vectorStores the store to be made, at most one
 * @param extra what the object held beyond this
 */
public record NewFileSearchResources(List<String> vectorStoreIds, List<NewVectorStore> vectorStores, Extra extra) {
    public NewFileSearchResources {
        vectorStoreIds = List.copyOf(vectorStoreIds);
        vectorStores = List.copyOf(vectorStores);
    }

    /** One with no other members. */
    public NewFileSearchResources(List<String> vectorStoreIds, List<NewVectorStore> vectorStores) {
        this(vectorStoreIds, vectorStores, Extra.NONE);
    }
}
