package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import dev.sluice.core.json.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to rank results.
 *
 * @param ranker which ranker
 * @param scoreThreshold the least score of a result, 0 to 1
 * @param hybridSearch how to weigh words against meaning
 * @param extra what the object held beyond this
 */
public record RankingOptions(
        Optional<Ranker> ranker, Optional<Double> scoreThreshold, Field<JsonNode> hybridSearch, Extra extra) {
    /** One with no other members. */
    public RankingOptions(@Nullable Ranker ranker, @Nullable Double scoreThreshold, Field<JsonNode> hybridSearch) {
        this(Optional.ofNullable(ranker), Optional.ofNullable(scoreThreshold), hybridSearch, Extra.NONE);
    }

    @Override
    public String toString() {
        return "RankingOptions[ranker=" + ranker + ", scoreThreshold=" + scoreThreshold + "]";
    }
}
