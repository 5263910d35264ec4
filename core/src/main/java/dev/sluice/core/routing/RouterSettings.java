package dev.sluice.core.routing;

import java.util.Map;

/**
 * How deployments are chosen.
 *
 * @param strategy {@code routing_strategy}
 * @param aliases {@code model_group_alias}: other names of groups
 */
public record RouterSettings(String strategy, Map<String, String> aliases) {
    /** {@code simple-shuffle}, no aliases. */
    public static final RouterSettings DEFAULT = new RouterSettings("simple-shuffle", Map.of());

    public RouterSettings {
        aliases = Map.copyOf(aliases);
    }
}
