package dev.sluice.core.spi;

/**
 * Makes a provider. Found by {@link java.util.ServiceLoader}; built-in modules are always looked at, jars in {@code
 * plugins/} only when {@code general_settings.plugins} names them.
 *
 * <h2>Threading</h2>
 * Called once, at start, on the starting thread.
 *
 * <h2>Completion</h2>
 * Answers at once; the constructor of a factory does nothing.
 *
 * <h2>Errors</h2>
 * What {@link #create} throws ends the start with its message.
 *
 * <h2>Back-pressure</h2>
 * None.
 */
public interface ProviderFactory {
    /** The type of the provider it makes. */
    String type();

    /** Makes the provider. */
    Provider create(Services services);
}
