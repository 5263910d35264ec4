package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change of a vector store; what is absent stays as it is.
 *
 * @param name its name
 * @param expiresAfter how long it is kept
 * @param metadata the caller's own notes, all of them
 * @param extra what the object held beyond this
 */
public record ModifyVectorStore(
        Field<String> name,
        Field<VectorStoreExpiration> expiresAfter,
        Field<Map<String, String>> metadata,
        Extra extra) {
    public ModifyVectorStore {
        metadata = metadata.map(map -> Collections.unmodifiableMap(new LinkedHashMap<>(map)));
    }

    /** One with no other members. */
    public ModifyVectorStore(
            Field<String> name, Field<VectorStoreExpiration> expiresAfter, Field<Map<String, String>> metadata) {
        this(name, expiresAfter, metadata, Extra.NONE);
    }

    @Override
    public String toString() {
        return "ModifyVectorStore";
    }
}
