package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to add a file to a vector store.
 *
 * @param fileId the file
 * @param attributes what a search can filter by: strings, numbers, booleans
 * @param chunkingStrategy how to cut it
 * @param extra what the object held beyond this
 */
public record CreateVectorStoreFile(
        String fileId, Map<String, JsonNode> attributes, Optional<ChunkingStrategy> chunkingStrategy, Extra extra) {
    public CreateVectorStoreFile {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** One with no other members. */
    public CreateVectorStoreFile(
            String fileId, Map<String, JsonNode> attributes, @Nullable ChunkingStrategy chunkingStrategy) {
        this(fileId, attributes, Optional.ofNullable(chunkingStrategy), Extra.NONE);
    }

    /** A file, without attributes. */
    public static CreateVectorStoreFile of(String fileId) {
        return new CreateVectorStoreFile(fileId, Map.of(), null);
    }

    @Override
    public String toString() {
        return "CreateVectorStoreFile[fileId=" + fileId + "]";
    }
}
