package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a vector store.
 *
 * @param fileIds the files to put into it
 * @param name its name
 * @param description its description
 * @param expiresAfter how long it is kept
 * @param chunkingStrategy how to cut the files
 * @param metadata the caller's own notes
 * @param extra what the object held beyond this
 */
public record CreateVectorStore(
        List<String> fileIds,
        Optional<String> name,
        Optional<String> description,
        Optional<VectorStoreExpiration> expiresAfter,
        Optional<ChunkingStrategy> chunkingStrategy,
        Map<String, String> metadata,
        Extra extra) {
    public CreateVectorStore {
        fileIds = List.copyOf(fileIds);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    @Override
    public String toString() {
        return "CreateVectorStore[fileIds=" + fileIds + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a request for a vector store. */
    public static final class Builder {
        private List<String> fileIds = List.of();
        private @Nullable String name;
        private @Nullable String description;
        private @Nullable VectorStoreExpiration expiresAfter;
        private @Nullable ChunkingStrategy chunkingStrategy;
        private Map<String, String> metadata = Map.of();
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(CreateVectorStore from) {
            fileIds = from.fileIds;
            name = from.name.orElse(null);
            description = from.description.orElse(null);
            expiresAfter = from.expiresAfter.orElse(null);
            chunkingStrategy = from.chunkingStrategy.orElse(null);
            metadata = from.metadata;
            extra = from.extra;
        }

        /** Sets {@link CreateVectorStore#fileIds()}. */
        public Builder fileIds(List<String> fileIds) {
            this.fileIds = fileIds;
            return this;
        }

        /** Sets {@link CreateVectorStore#fileIds()}. */
        public Builder fileIds(String... fileIds) {
            return fileIds(List.of(fileIds));
        }

        /** Sets {@link CreateVectorStore#name()}; null for none. */
        public Builder name(@Nullable String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link CreateVectorStore#description()}; null for none. */
        public Builder description(@Nullable String description) {
            this.description = description;
            return this;
        }

        /** Sets {@link CreateVectorStore#expiresAfter()}; null for none. */
        public Builder expiresAfter(@Nullable VectorStoreExpiration expiresAfter) {
            this.expiresAfter = expiresAfter;
            return this;
        }

        /** Sets {@link CreateVectorStore#chunkingStrategy()}; null for none. */
        public Builder chunkingStrategy(@Nullable ChunkingStrategy chunkingStrategy) {
            this.chunkingStrategy = chunkingStrategy;
            return this;
        }

        /** Sets {@link CreateVectorStore#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link CreateVectorStore#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link CreateVectorStore#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public CreateVectorStore build() {
            return new CreateVectorStore(
                    fileIds,
                    Optional.ofNullable(name),
                    Optional.ofNullable(description),
                    Optional.ofNullable(expiresAfter),
                    Optional.ofNullable(chunkingStrategy),
                    metadata,
                    extra);
        }
    }
}
