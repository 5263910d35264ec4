package dev.sluice.core.passthrough;

import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.spi.Router;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What attempts are made with.
 *
 * @param router chooses deployments
 * @param accounts whose they are
 * @param providers call them
 * @param settings how often, and who takes over
 * @param clock the time of day, for dates in {@code Retry-After}
 * @param random for jitter; thread-safe
 */
public record Dispatcher(
        Router router,
        Accounts accounts,
        Providers providers,
        RouterSettings settings,
        Clock clock,
        RandomGenerator random) {}
