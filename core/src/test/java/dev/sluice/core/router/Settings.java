package dev.sluice.core.router;

import dev.sluice.core.routing.CooldownSettings;
import dev.sluice.core.routing.Fallbacks;
import dev.sluice.core.routing.RetrySettings;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.routing.RoutingStrategy;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings for tests, written as what is special about them. */
final class Settings {
    /** What takes over for the group {@code m}. */
    static final Fallbacks FALLBACK_OF_M =
            new Fallbacks(Map.of("m", List.of("other")), Map.of(), Map.of(), List.of(), 5);

    private Settings() {}

    static RouterSettings strategy(RoutingStrategy strategy) {
        return of(strategy, 0, CooldownSettings.DEFAULT, Fallbacks.NONE);
    }

    static RouterSettings latency(double buffer) {
        return of(RoutingStrategy.LATENCY_BASED, buffer, CooldownSettings.DEFAULT, Fallbacks.NONE);
    }

    static RouterSettings cooldowns(CooldownSettings cooldowns) {
        return of(RoutingStrategy.SIMPLE_SHUFFLE, 0, cooldowns, Fallbacks.NONE);
    }

    static RouterSettings fallbacks(Fallbacks fallbacks) {
        return of(RoutingStrategy.SIMPLE_SHUFFLE, 0, CooldownSettings.DEFAULT, fallbacks);
    }

    static RouterSettings aliases(Map<String, String> aliases, Set<String> hidden) {
        return new RouterSettings(
                RoutingStrategy.SIMPLE_SHUFFLE,
                0,
                aliases,
                hidden,
                RetrySettings.DEFAULT,
                CooldownSettings.DEFAULT,
                Fallbacks.NONE);
    }

    private static RouterSettings of(
            RoutingStrategy strategy, double buffer, CooldownSettings cooldowns, Fallbacks fallbacks) {
        return new RouterSettings(strategy, buffer, Map.of(), Set.of(), RetrySettings.DEFAULT, cooldowns, fallbacks);
    }
}
