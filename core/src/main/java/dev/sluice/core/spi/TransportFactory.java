package dev.sluice.core.spi;

import dev.sluice.core.call.EventLoop;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes a transport and the event loops that calls live on, for programs that embed a gateway. Found by {@link
 * java.util.ServiceLoader}.
 *
 * <h2>Threading</h2>
 * Called on the embedding program's thread.
 *
 * <h2>Completion</h2>
 * Answers at once.
 *
 * <h2>Errors</h2>
 * What {@link #open} throws ends the start of the gateway.
 *
 * <h2>Back-pressure</h2>
 * None.
 */
public interface TransportFactory {
    /** Starts the loops. */
    Opened open();

    /**
     * A transport at work.
     *
     * @param transport the way to upstreams
     * @param loops gives an event loop, one after the other
     * @param scheduler for what has to be done between calls
     * @param clock the time of day
     * @param nanos a monotonic time in nanoseconds
     * @param onLoop whether the current thread is one of them
     * @param close ends all of it
     */
    record Opened(
            Transport transport,
            Supplier<EventLoop> loops,
            Scheduler scheduler,
            Clock clock,
            LongSupplier nanos,
            BooleanSupplier onLoop,
            Runnable close) {}
}
