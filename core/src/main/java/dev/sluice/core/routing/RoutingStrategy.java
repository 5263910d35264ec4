package dev.sluice.core.routing;

/** How the deployment of a group is chosen: {@code router_settings.routing_strategy}. */
public enum RoutingStrategy {
    /** By chance, weighted by {@code weight}, else {@code rpm}, else {@code tpm}. */
    SIMPLE_SHUFFLE,
    /** The one with the fewest calls in flight. */
    LEAST_BUSY,
    /** The one that answers soonest: peak EWMA of the time to first byte, times the calls in flight. */
    LATENCY_BASED,
    /** The one that used the fewest tokens this minute, within its {@code rpm} and {@code tpm}. */
    USAGE_BASED,
    /** The cheapest, within its {@code rpm} and {@code tpm}. */
    COST_BASED
}
