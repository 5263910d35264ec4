package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is cited.
 *
 * @param fileId the file
 * @param quote what is quoted of it
 * @param extra what the object held beyond this
 */
public record CitedFile(String fileId, Optional<String> quote, Extra extra) {
    /** One with no other members. */
    public CitedFile(String fileId, @Nullable String quote) {
        this(fileId, Optional.ofNullable(quote), Extra.NONE);
    }

    @Override
    public String toString() {
        return "CitedFile[fileId=" + fileId + "]";
    }
}
