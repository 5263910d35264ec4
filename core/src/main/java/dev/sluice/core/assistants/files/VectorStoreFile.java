package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file in a vector store.
 *
 * @param id the file's id
 * @param usageBytes the bytes it takes in the store
 * @param createdAt when it was added, in seconds since 1970
 * @param vectorStoreId the store
 * @param status how far its indexing is
 * @param lastError why it cannot be indexed
 * @param chunkingStrategy how it was cut
 * @param attributes what a search can filter by: strings, numbers, booleans
 * @param extra what the object held beyond this
 */
public record VectorStoreFile(
        String id,
        long usageBytes,
        long createdAt,
        String vectorStoreId,
        VectorStoreFileStatus status,
        Optional<VectorStoreFileError> lastError,
        Optional<ChunkingStrategy> chunkingStrategy,
        Map<String, JsonNode> attributes,
        Extra extra) {
    public VectorStoreFile {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    @Override
    public String toString() {
        return "VectorStoreFile[id=" + id + ", vectorStoreId=" + vectorStoreId + ", status=" + status + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a file of a vector store. */
    public static final class Builder {
        private String id = "";
        private long usageBytes;
        private long createdAt;
        private String vectorStoreId = "";
        private VectorStoreFileStatus status = VectorStoreFileStatus.UNKNOWN;
        private @Nullable VectorStoreFileError lastError;
        private @Nullable ChunkingStrategy chunkingStrategy;
        private Map<String, JsonNode> attributes = Map.of();
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(VectorStoreFile from) {
            id = from.id;
            usageBytes = from.usageBytes;
            createdAt = from.createdAt;
            vectorStoreId = from.vectorStoreId;
            status = from.status;
            lastError = from.lastError.orElse(null);
            chunkingStrategy = from.chunkingStrategy.orElse(null);
            attributes = from.attributes;
            extra = from.extra;
        }

        /** Sets {@link VectorStoreFile#id()}. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Sets {@link VectorStoreFile#usageBytes()}. */
        public Builder usageBytes(long usageBytes) {
            this.usageBytes = usageBytes;
            return this;
        }

        /** Sets {@link VectorStoreFile#createdAt()}. */
        public Builder createdAt(long createdAt) {
            this.createdAt = createdAt;
            return this;
        }

        /** Sets {@link VectorStoreFile#vectorStoreId()}. */
        public Builder vectorStoreId(String vectorStoreId) {
            this.vectorStoreId = vectorStoreId;
            return this;
        }

        /** Sets {@link VectorStoreFile#status()}. */
        public Builder status(VectorStoreFileStatus status) {
            this.status = status;
            return this;
        }

        /** Sets {@link VectorStoreFile#lastError()}; null for none. */
        public Builder lastError(@Nullable VectorStoreFileError lastError) {
            this.lastError = lastError;
            return this;
        }

        /** Sets {@link VectorStoreFile#chunkingStrategy()}; null for none. */
        public Builder chunkingStrategy(@Nullable ChunkingStrategy chunkingStrategy) {
            this.chunkingStrategy = chunkingStrategy;
            return this;
        }

        /** Sets {@link VectorStoreFile#attributes()}. */
        public Builder attributes(Map<String, JsonNode> attributes) {
            this.attributes = attributes;
            return this;
        }

        /** Sets {@link VectorStoreFile#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public VectorStoreFile build() {
            return new VectorStoreFile(
                    id,
                    usageBytes,
                    createdAt,
                    vectorStoreId,
                    status,
                    Optional.ofNullable(lastError),
                    Optional.ofNullable(chunkingStrategy),
                    attributes,
                    extra);
        }
    }
}
