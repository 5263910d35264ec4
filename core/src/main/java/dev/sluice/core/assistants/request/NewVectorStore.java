package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.files.ChunkingStrategy;
import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vector store to be made on the way.
 *
 * @param fileIds the files to put into it
 * @param chunkingStrategy how to cut them
 * @param metadata the caller's own notes
 * @param extra what the object held beyond this
 */
public record NewVectorStore(
        List<String> fileIds, Optional<ChunkingStrategy> chunkingStrategy, Map<String, String> metadata, Extra extra) {
    public NewVectorStore {
        fileIds = List.copyOf(fileIds);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** One with no other members. */
    public NewVectorStore(
            List<String> fileIds, @Nullable ChunkingStrategy chunkingStrategy, Map<String, String> metadata) {
        this(fileIds, Optional.ofNullable(chunkingStrategy), metadata, Extra.NONE);
    }

    @Override
    public String toString() {
        return "NewVectorStore";
    }
}
