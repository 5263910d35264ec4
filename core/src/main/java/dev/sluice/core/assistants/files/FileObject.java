package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded, or made by a tool.
 *
 * @param id its id
 * @param purpose what it is for
 * @param filename its name
 * @param bytes its size
 * @param createdAt when it was uploaded, in seconds since 1970
 * @param expiresAt when it will be deleted
 * @param status how far it is
 * @param statusDetails what is wrong with it
 * @param extra what the object held beyond this
 */
public record FileObject(
        String id,
        FilePurpose purpose,
        String filename,
        long bytes,
        long createdAt,
        Optional<Long> expiresAt,
        FileStatus status,
        Optional<String> statusDetails,
        Extra extra) {
    @Override
    public String toString() {
        return "FileObject[id=" + id + ", purpose=" + purpose + ", bytes=" + bytes + "]";
    }

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a file. */
    public static final class Builder {
        private String id = "";
        private FilePurpose purpose = FilePurpose.UNKNOWN;
        private String filename = "";
        private long bytes;
        private long createdAt;
        private @Nullable Long expiresAt;
        private FileStatus status = FileStatus.UNKNOWN;
        private @Nullable String statusDetails;
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(FileObject from) {
            id = from.id;
            purpose = from.purpose;
            filename = from.filename;
            bytes = from.bytes;
            createdAt = from.createdAt;
            expiresAt = from.expiresAt.orElse(null);
            status = from.status;
            statusDetails = from.statusDetails.orElse(null);
            extra = from.extra;
        }

        /** Sets {@link FileObject#id()}. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Sets {@link FileObject#purpose()}. */
        public Builder purpose(FilePurpose purpose) {
            this.purpose = purpose;
            return this;
        }

        /** Sets {@link FileObject#filename()}. */
        public Builder filename(String filename) {
            this.filename = filename;
            return this;
        }

        /** Sets {@link FileObject#bytes()}. */
        public Builder bytes(long bytes) {
            this.bytes = bytes;
            return this;
        }

        /** Sets {@link FileObject#createdAt()}. */
        public Builder createdAt(long createdAt) {
            this.createdAt = createdAt;
            return this;
        }

        /** Sets {@link FileObject#expiresAt()}; null for none. */
        public Builder expiresAt(@Nullable Long expiresAt) {
            this.expiresAt = expiresAt;
            return this;
        }

        /** Sets {@link FileObject#status()}. */
        public Builder status(FileStatus status) {
            this.status = status;
            return this;
        }

        /** Sets {@link FileObject#statusDetails()}; null for none. */
        public Builder statusDetails(@Nullable String statusDetails) {
            this.statusDetails = statusDetails;
            return this;
        }

        /** Sets {@link FileObject#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public FileObject build() {
            return new FileObject(
                    id,
                    purpose,
                    filename,
                    bytes,
                    createdAt,
                    Optional.ofNullable(expiresAt),
                    status,
                    Optional.ofNullable(statusDetails),
                    extra);
        }
    }
}
