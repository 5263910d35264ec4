package dev.sluice.core.routing;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a call when its deployment is chosen.
 *
 * @param model the model that the request names, or null
 */
public record RouteQuery(@Nullable String model) {}
