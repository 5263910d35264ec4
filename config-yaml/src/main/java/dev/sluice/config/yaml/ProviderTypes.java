package dev.sluice.config.yaml;

import java.util.List;
import java.util.Set;

/** Which provider types and log sinks there are, once the plugins are known. */
@FunctionalInterface
public interface ProviderTypes {
    /**
     * The types of all providers: those built in and those in the named plugin jars.
     *
     * @param plugins {@code general_settings.plugins}
     * @throws IllegalArgumentException where a plugin cannot be loaded; its message becomes an error at that key
     */
    Set<String> known(List<String> plugins);

    /** The names of all log sinks, asked after {@link #known}. */
    default Set<String> knownSinks() {
        return Set.of();
    }
}
