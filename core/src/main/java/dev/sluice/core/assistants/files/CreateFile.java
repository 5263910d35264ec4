package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a file with its upload.
 *
 * @param purpose what it is for
 * @param expiresAfter how long it is kept
 * @param extra what the object held beyond this
 */
public record CreateFile(FilePurpose purpose, Optional<FileExpiration> expiresAfter, Extra extra) {
    /** One with no other members. */
    public CreateFile(FilePurpose purpose, @Nullable FileExpiration expiresAfter) {
        this(purpose, Optional.ofNullable(expiresAfter), Extra.NONE);
    }
}
