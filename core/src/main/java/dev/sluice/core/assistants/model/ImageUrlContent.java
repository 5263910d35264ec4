package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image elsewhere.
 *
 * @param url its address, or the image itself as a {@code data:} URL
 * @param detail how closely to look
 * @param extra what the object held beyond this
 */
public record ImageUrlContent(String url, Optional<ImageDetail> detail, Extra extra) {
    /** One with no other members. */
    public ImageUrlContent(String url, @Nullable ImageDetail detail) {
        this(url, Optional.ofNullable(detail), Extra.NONE);
    }

    @Override
    public String toString() {
        return "ImageUrlContent[detail=" + detail + "]";
    }
}
