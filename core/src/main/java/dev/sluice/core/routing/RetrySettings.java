package dev.sluice.core.routing;

import java.time.Duration;
import java.util.Map;

/**
 * How many further attempts a call gets within its group.
 *
 * @param retries {@code num_retries}: from 0
 * @param leastWait {@code retry_after}: before a deployment is tried again, at least so long
 * @param byClass {@code retry_policy}: other numbers for some failures
 * @param byGroup {@code model_group_retry_policy}: other numbers for some groups
 */
public record RetrySettings(
        int retries,
        Duration leastWait,
        Map<FailureClass, Integer> byClass,
        Map<String, Map<FailureClass, Integer>> byGroup) {
    /** LiteLLM's two further attempts. */
    public static final RetrySettings DEFAULT = new RetrySettings(2, Duration.ZERO, Map.of(), Map.of());

    public RetrySettings {
        byClass = Map.copyOf(byClass);
        byGroup = Map.copyOf(byGroup);
    }

    /** How many further attempts a call on that deployment gets after a failure of that class. */
    public int after(FailureClass failure, Deployment deployment) {
        Integer ofGroup =
                byGroup.getOrDefault(deployment.group(), Map.of()).getOrDefault(failure, byClass.get(failure));
        return ofGroup != null ? ofGroup : deployment.failures().retries().orElse(retries);
    }
}
