package dev.sluice.core.support;

import dev.sluice.core.routing.CooldownSettings;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Fallbacks;
import dev.sluice.core.routing.RetrySettings;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.routing.RoutingStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Router settings that differ from the defaults in their retries and fallbacks. */
public final class Retries {
    private Retries() {}

    /** So many retries. */
    public static RouterSettings of(int retries) {
        return settings(new RetrySettings(retries, Duration.ZERO, Map.of(), Map.of()), Fallbacks.NONE);
    }

    /** So many retries, and at least that wait. */
    public static RouterSettings of(int retries, Duration leastWait) {
        return settings(new RetrySettings(retries, leastWait, Map.of(), Map.of()), Fallbacks.NONE);
    }

    /** So many retries, other numbers for some failures. */
    public static RouterSettings of(int retries, Map<FailureClass, Integer> byClass) {
        return settings(new RetrySettings(retries, Duration.ZERO, byClass, Map.of()), Fallbacks.NONE);
    }

    /** So many retries in each group, and fallbacks. */
    public static RouterSettings of(int retries, Fallbacks fallbacks) {
        return settings(new RetrySettings(retries, Duration.ZERO, Map.of(), Map.of()), fallbacks);
    }

    /** General fallbacks. */
    public static Fallbacks fallbacks(Map<String, List<String>> general) {
        return new Fallbacks(general, Map.of(), Map.of(), List.of(), 5);
    }

    private static RouterSettings settings(RetrySettings retries, Fallbacks fallbacks) {
        return new RouterSettings(
                RoutingStrategy.SIMPLE_SHUFFLE, 0, Map.of(), Set.of(), retries, CooldownSettings.DEFAULT, fallbacks);
    }
}
