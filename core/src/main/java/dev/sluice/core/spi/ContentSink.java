package dev.sluice.core.spi;

import dev.sluice.core.log.CallContent;

/**
 * A sink that can be told prompts and answers, where the configuration wants it twice: {@code turn_off_message_logging} is
 * {@code false}, and {@code log_content_to} names it. Any other sink never sees them.
 *
 * <h2>Threading</h2>
 * As {@link LogSink}. Told before the call's {@link dev.sluice.core.log.LogEvent.Completed}.
 *
 * <h2>Completion</h2>
 * As {@link LogSink}.
 *
 * <h2>Errors</h2>
 * As {@link LogSink}.
 *
 * <h2>Back-pressure</h2>
 * As {@link LogSink}.
 */
public interface ContentSink extends LogSink {
    /** Takes what was said in a call. */
    void content(CallContent content);

    /** Whether it wants to be told at all; asked for each call. */
    default boolean wantsContent() {
        return true;
    }
}
