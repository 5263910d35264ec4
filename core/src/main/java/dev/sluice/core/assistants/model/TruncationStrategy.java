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
    /** One with no other members. */
    public TruncationStrategy(TruncationType type, @Nullable Long lastMessages) {
        this(type, Optional.ofNullable(lastMessages), Extra.NONE);
    }

    /** As many as fit. */
    public static final TruncationStrategy AUTO = new TruncationStrategy(TruncationType.AUTO, null);

    /** The newest of them. */
    public static TruncationStrategy lastMessages(long count) {
        return new TruncationStrategy(TruncationType.LAST_MESSAGES, count);
    }
}
