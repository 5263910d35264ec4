package dev.sluice.codec.jsonb.strict;

import dev.sluice.codec.jsonb.strict.Numbers.Decimal;
import dev.sluice.codec.jsonb.strict.Numbers.Whole;
import dev.sluice.core.json.JsonNode;

/** What several requests have in common. */
final class CommonRules {
    /** The caller's own notes. */
    static final Rule METADATA = new Properties(Text.upTo(512)).orNull();

    static final Rule REASONING_EFFORT = Text.oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max")
            .orNull();

    static final Rule TEMPERATURE = new Decimal(0, 2).orNull();

    static final Rule TOP_P = new Decimal(0, 1).orNull();

    static final Rule IDS = Items.of(Text.ANY);

    private static final Rule STATIC_CHUNKING = Shape.EMPTY
            .required("max_chunk_size_tokens", new Whole(100, 4096))
            .required("chunk_overlap_tokens", atLeast(0))
            .also(CommonRules::checkOverlap);

    static final Rule CHUNKING_STRATEGY =
            Tagged.NONE.or("auto", Shape.EMPTY).or("static", Shape.EMPTY.required("static", STATIC_CHUNKING));

    private CommonRules() {}

    /** An integer with no upper limit but its type's. */
    static Rule atLeast(long least) {
        return new Whole(least, Long.MAX_VALUE);
    }

    /** Refuses an object that has both members. */
    static Check notBoth(String one, String other) {
        return (value, at) -> {
            if (value.get(one).isPresent() && value.get(other).isPresent()) {
                throw Refusal.exclusive(at, one, other);
            }
        };
    }

    /** Pieces share at most half of what they may hold. */
    private static void checkOverlap(JsonNode value, Path at) {
        long size = value.get("max_chunk_size_tokens").orElseThrow().asLong().orElseThrow();
        JsonNode overlap = value.get("chunk_overlap_tokens").orElseThrow();
        new Whole(0, size / 2).check(overlap, at.member("chunk_overlap_tokens"));
    }
}
