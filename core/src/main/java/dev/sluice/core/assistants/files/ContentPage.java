package dev.sluice.core.assistants.files;

import dev.sluice.core.assistants.model.TextChunk;
import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file in a vector store.
 *
 * @param data its pieces
 * @param hasMore whether there are more
 * @param nextPage where they are
 * @param extra what the object held beyond this
 */
public record ContentPage(List<TextChunk> data, boolean hasMore, Optional<String> nextPage, Extra extra) {
    public ContentPage {
        data = List.copyOf(data);
    }

    /** One with no other members. */
    public ContentPage(List<TextChunk> data, boolean hasMore, @Nullable String nextPage) {
        this(data, hasMore, Optional.ofNullable(nextPage), Extra.NONE);
    }

    @Override
    public String toString() {
        return "ContentPage[" + data.size() + " pieces]";
    }
}
