package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to rank the results of a search.
 *
 * @param ranker which ranker
 * @param scoreThreshold the least score of a result, 0 to 1
 * @param extra what the object held beyond this
 */
public record SearchRanking(Optional<SearchRanker> ranker, Optional<Double> scoreThreshold, Extra extra) {
    /** One with no other members. */
    public SearchRanking(@Nullable SearchRanker ranker, @Nullable Double scoreThreshold) {
        this(Optional.ofNullable(ranker), Optional.ofNullable(scoreThreshold), Extra.NONE);
    }
}
