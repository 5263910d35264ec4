package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file search and its results.
 *
 * @param rankingOptions how they were ranked
 * @param results the results
 * @param extra what the object held beyond this
 */
public record FileSearchCall(Optional<RankingOptions> rankingOptions, List<FileSearchResult> results, Extra extra) {
    public FileSearchCall {
        results = List.copyOf(results);
    }

    /** One with no other members. */
    public FileSearchCall(@Nullable RankingOptions rankingOptions, List<FileSearchResult> results) {
        this(Optional.ofNullable(rankingOptions), results, Extra.NONE);
    }
}
