package dev.sluice.core.assistants.event;

import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.RankingOptions;
import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file search; results come with the finished step only.
 *
 * @param rankingOptions how results are ranked
 * @param results none
 * @param extra what the object held beyond this
 */
public record FileSearchDelta(
        Optional<RankingOptions> rankingOptions, Optional<List<FileSearchResult>> results, Extra extra) {
    public FileSearchDelta {
        results = results.map(List::copyOf);
    }

    /** One with no other members. */
    public FileSearchDelta(@Nullable RankingOptions rankingOptions, @Nullable List<FileSearchResult> results) {
        this(Optional.ofNullable(rankingOptions), Optional.ofNullable(results), Extra.NONE);
    }
}
