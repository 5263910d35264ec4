package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to search files.
 *
 * @param maxNumResults the most results, 1 to 50
 * @param rankingOptions how to rank them
 * @param extra what the object held beyond this
 */
public record FileSearchOptions(Optional<Long> maxNumResults, Optional<RankingOptions> rankingOptions, Extra extra) {
    /** One with no other members. */
    public FileSearchOptions(@Nullable Long maxNumResults, @Nullable RankingOptions rankingOptions) {
        this(Optional.ofNullable(maxNumResults), Optional.ofNullable(rankingOptions), Extra.NONE);
    }
}
