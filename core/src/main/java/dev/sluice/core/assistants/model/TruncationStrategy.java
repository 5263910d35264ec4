package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a thread a run sees.
 *
 * @param type how they are chosen
 * @param lastMessages how many of the newest, where they are counted
 * @param extra what the object held beyond this
 */
public record TruncationStrategy(TruncationType type, Optional<Long> lastMessages, Extra extra) {
    /** As many as fit. */
    public static final TruncationStrategy AUTO = new TruncationStrategy(TruncationType.AUTO, null);

    /** One with no other members. */
    public TruncationStrategy(TruncationType type, @Nullable Long lastMessages) {
        this(type, Optional.ofNullable(lastMessages), Extra.NONE);
    }

    /** The newest of them, by their count, from 1. */
    public static TruncationStrategy lastMessages(long count) {
        return new TruncationStrategy(TruncationType.LAST_MESSAGES, count);
    }
}
