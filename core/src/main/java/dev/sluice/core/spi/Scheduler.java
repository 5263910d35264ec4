package dev.sluice.core.spi;

import dev.sluice.core.call.Cancellation;
import java.time.Duration;

/**
 * Does something later, of which no call has to wait: the renewal of a token, say.
 *
 * <h2>Threading</h2>
 * Called from any thread. The task runs on a thread from which a {@link Transport} may be called; it must not block.
 *
 * <h2>Completion</h2>
 * The task runs once, not before the delay is over; never, if it is taken back or the gateway ends before.
 *
 * <h2>Errors</h2>
 * A task must not throw; one that does harms no other.
 *
 * <h2>Back-pressure</h2>
 * None.
 */
@FunctionalInterface
public interface Scheduler {
    /** Runs the task after the delay, unless it is taken back before. */
    Cancellation.Registration after(Duration delay, Runnable task);
}
