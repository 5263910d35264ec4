package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that can be searched.
 *
 * @param id its id
 * @param createdAt when it was created, in seconds since 1970; so are the other times
 * @param name its name
 * @param description its description
 * @param usageBytes the bytes it takes
 * @param fileCounts how far its files are
 * @param status how far it is
 * @param expiresAfter how long it is kept
 * @param expiresAt when it expires
 * @param lastActiveAt when it was last used
 * @param metadata the caller's own notes
 * @param extra what the object held beyond this
 */
public record VectorStore(
        String id,
        long createdAt,
        Optional<String> name,
        Optional<String> description,
        long usageBytes,
        FileCounts fileCounts,
        VectorStoreStatus status,
        Optional<VectorStoreExpiration> expiresAfter,
        Optional<Long> expiresAt,
        Optional<Long> lastActiveAt,
        Map<String, String> metadata,
        Extra extra) {
    public VectorStore {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    @Override
    public String toString() {
        return "VectorStore[id=" + id + ", status=" + status + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a vector store. */
    public static final class Builder {
        private String id = "";
        private long createdAt;
        private @Nullable String name;
        private @Nullable String description;
        private long usageBytes;
        private FileCounts fileCounts = FileCounts.NONE;
        private VectorStoreStatus status = VectorStoreStatus.UNKNOWN;
        private @Nullable VectorStoreExpiration expiresAfter;
        private @Nullable Long expiresAt;
        private @Nullable Long lastActiveAt;
        private Map<String, String> metadata = Map.of();
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(VectorStore from) {
            id = from.id;
            createdAt = from.createdAt;
            name = from.name.orElse(null);
            description = from.description.orElse(null);
            usageBytes = from.usageBytes;
            fileCounts = from.fileCounts;
            status = from.status;
            expiresAfter = from.expiresAfter.orElse(null);
            expiresAt = from.expiresAt.orElse(null);
            lastActiveAt = from.lastActiveAt.orElse(null);
            metadata = from.metadata;
            extra = from.extra;
        }

        /** Sets {@link VectorStore#id()}. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Sets {@link VectorStore#createdAt()}. */
        public Builder createdAt(long createdAt) {
            this.createdAt = createdAt;
            return this;
        }

        /** Sets {@link VectorStore#name()}; null for none. */
        public Builder name(@Nullable String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link VectorStore#description()}; null for none. */
        public Builder description(@Nullable String description) {
            this.description = description;
            return this;
        }

        /** Sets {@link VectorStore#usageBytes()}. */
        public Builder usageBytes(long usageBytes) {
            this.usageBytes = usageBytes;
            return this;
        }

        /** Sets {@link VectorStore#fileCounts()}. */
        public Builder fileCounts(FileCounts fileCounts) {
            this.fileCounts = fileCounts;
            return this;
        }

        /** Sets {@link VectorStore#status()}. */
        public Builder status(VectorStoreStatus status) {
            this.status = status;
            return this;
        }

        /** Sets {@link VectorStore#expiresAfter()}; null for none. */
        public Builder expiresAfter(@Nullable VectorStoreExpiration expiresAfter) {
            this.expiresAfter = expiresAfter;
            return this;
        }

        /** Sets {@link VectorStore#expiresAt()}; null for none. */
        public Builder expiresAt(@Nullable Long expiresAt) {
            this.expiresAt = expiresAt;
            return this;
        }

        /** Sets {@link VectorStore#lastActiveAt()}; null for none. */
        public Builder lastActiveAt(@Nullable Long lastActiveAt) {
            this.lastActiveAt = lastActiveAt;
            return this;
        }

        /** Sets {@link VectorStore#metadata()}. */
        public Builder metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** Adds an entry to {@link VectorStore#metadata()}: a key of at most 64 characters and a value of at most 512. */
        public Builder metadata(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(this.metadata);
            more.put(key, value);
            this.metadata = more;
            return this;
        }

        /** Sets {@link VectorStore#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public VectorStore build() {
            return new VectorStore(
                    id,
                    createdAt,
                    Optional.ofNullable(name),
                    Optional.ofNullable(description),
                    usageBytes,
                    fileCounts,
                    status,
                    Optional.ofNullable(expiresAfter),
                    Optional.ofNullable(expiresAt),
                    Optional.ofNullable(lastActiveAt),
                    metadata,
                    extra);
        }
    }
}
