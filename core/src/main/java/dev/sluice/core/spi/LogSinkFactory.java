package dev.sluice.core.spi;

/**
 * Makes a sink for whoever writes its name into {@code litellm_settings.callbacks}. Found by {@link java.util.ServiceLoader}.
 *
 * <h2>Threading</h2>
 * Called once, at the start, on the thread that starts the gateway.
 *
 * <h2>Completion</h2>
 * {@link #create} returns when the sink can take events; what it tells them to need not be reachable.
 *
 * <h2>Errors</h2>
 * An exception of {@link #create} ends the start, with its message: settings that cannot be right, say.
 *
 * <h2>Back-pressure</h2>
 * None. The gateway puts a bounded queue before every sink that has none of its own.
 */
public interface LogSinkFactory {
    /** The name in the configuration: lower-case letters, digits and underscores. */
    String name();

    /** Makes the sink. */
    LogSink create(SinkServices services);

    /** Whether the sink hands over by itself, without ever holding up who tells it. */
    default boolean hasOwnQueue() {
        return false;
    }
}
