package dev.sluice.core.routing;

import java.util.Map;
import java.util.Set;

/**
 * How deployments are chosen, and what happens when they fail.
 *
 * @param strategy {@code routing_strategy}
 * @param latencyBuffer {@code routing_strategy_args.lowest_latency_buffer}: deployments whose latency is within this
 *     part of the lowest share the calls; from 0
 * @param aliases {@code model_group_alias}: other names of groups
 * @param hidden those aliases that are not listed
 * @param retries further attempts within a group
 * @param cooldowns when deployments rest
 * @param fallbacks which groups take over
 */
public record RouterSettings(
        RoutingStrategy strategy,
        double latencyBuffer,
        Map<String, String> aliases,
        Set<String> hidden,
        RetrySettings retries,
        CooldownSettings cooldowns,
        Fallbacks fallbacks) {
    /** Simple shuffle, no aliases, LiteLLM's retries and cooldowns, no fallbacks. */
    public static final RouterSettings DEFAULT = new RouterSettings(
            RoutingStrategy.SIMPLE_SHUFFLE,
            0,
            Map.of(),
            Set.of(),
            RetrySettings.DEFAULT,
            CooldownSettings.DEFAULT,
            Fallbacks.NONE);

    public RouterSettings {
        aliases = Map.copyOf(aliases);
        hidden = Set.copyOf(hidden);
    }
}
