package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to add files to a vector store.
 *
 * @param fileIds the files, where all have the same attributes
 * @param files the files, where each has its own; instead of the ids
 * @param attributes the attributes of the former
 * @param chunkingStrategy how to cut the former
 * @param extra what the object held beyond this
 */
public record CreateVectorStoreFileBatch(
        List<String> fileIds,
        List<CreateVectorStoreFile> files,
        Map<String, JsonNode> attributes,
        Optional<ChunkingStrategy> chunkingStrategy,
        Extra extra) {
    public CreateVectorStoreFileBatch {
        fileIds = List.copyOf(fileIds);
        files = List.copyOf(files);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** One with no other members. */
    public CreateVectorStoreFileBatch(
            List<String> fileIds,
            List<CreateVectorStoreFile> files,
            Map<String, JsonNode> attributes,
            @Nullable ChunkingStrategy chunkingStrategy) {
        this(fileIds, files, attributes, Optional.ofNullable(chunkingStrategy), Extra.NONE);
    }

    /** Files without attributes. */
    public static CreateVectorStoreFileBatch of(List<String> fileIds) {
        return new CreateVectorStoreFileBatch(fileIds, List.of(), Map.of(), null);
    }

    @Override
    public String toString() {
        return "CreateVectorStoreFileBatch";
    }
}
