package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Results of a search in a vector store.
 *
 * @param searchQuery what was searched for
 * @param data the results, best first
 * @param hasMore whether there are more
 * @param nextPage where they are
 * @param extra what the object held beyond this
 */
public record SearchPage(
        List<String> searchQuery, List<SearchResult> data, boolean hasMore, Optional<String> nextPage, Extra extra) {
    public SearchPage {
        searchQuery = List.copyOf(searchQuery);
        data = List.copyOf(data);
    }

    /** One with no other members. */
    public SearchPage(List<String> searchQuery, List<SearchResult> data, boolean hasMore, @Nullable String nextPage) {
        this(searchQuery, data, hasMore, Optional.ofNullable(nextPage), Extra.NONE);
    }

    @Override
    public String toString() {
        return "SearchPage[data=" + data + ", hasMore=" + hasMore + "]";
    }
}
