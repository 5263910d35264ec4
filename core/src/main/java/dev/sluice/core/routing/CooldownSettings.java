package dev.sluice.core.routing;

import java.time.Duration;
import java.util.Map;

/**
 * When deployments rest after failures.
 *
 * @param enabled false with {@code disable_cooldowns}
 * @param allowedFails {@code allowed_fails}: so many failures within a minute are borne
 * @param time {@code cooldown_time}: how long a deployment rests, where the upstream does not say
 * @param byClass {@code allowed_fails_policy}: other numbers for some failures
 */
public record CooldownSettings(boolean enabled, int allowedFails, Duration time, Map<FailureClass, Integer> byClass) {
    /** LiteLLM's three failures a minute, and five seconds. */
    public static final CooldownSettings DEFAULT = new CooldownSettings(true, 3, Duration.ofSeconds(5), Map.of());

    public CooldownSettings {
        byClass = Map.copyOf(byClass);
    }
}
