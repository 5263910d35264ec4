package dev.sluice.core.routing;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a call when its deployment is chosen.
 *
 * @param model the model that the request names, or null
 * @param binding whether that model must be one of the gateway's: named as a target, or on a native route
 * @param home the id of the account where the objects of the call live, see {@link AccountIds}; null where it concerns
 *     none, or where it is not known
 */
public record RouteQuery(
        @Nullable String model, boolean binding, @Nullable String home) {
    /** A call that names a model, or none, and nothing else. */
    public static RouteQuery of(@Nullable String model) {
        return new RouteQuery(model, false, null);
    }
}
