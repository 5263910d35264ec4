package dev.sluice.core.passthrough;

import dev.sluice.core.price.PriceTable;
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
 * @param assistants which calls go to the deployment of the assistants; the router knows the way
 * @param pricing what they cost
 */
public record Dispatcher(
        Router router,
        Accounts accounts,
        Providers providers,
        RouterSettings settings,
        Clock clock,
        RandomGenerator random,
        AssistantsRoute assistants,
        Pricing pricing) {
    /** Without a deployment of the assistants, by the prices that the gateway comes with. */
    public Dispatcher(
            Router router,
            Accounts accounts,
            Providers providers,
            RouterSettings settings,
            Clock clock,
            RandomGenerator random) {
        this(
                router,
                accounts,
                providers,
                settings,
                clock,
                random,
                AssistantsRoute.NONE,
                new Pricing(PriceTable.builtIn()));
    }

    /** The same with a deployment of the assistants. */
    public Dispatcher with(AssistantsRoute route) {
        return new Dispatcher(route.before(router), accounts, providers, settings, clock, random, route, pricing);
    }

    /** The same by other prices. */
    public Dispatcher with(Pricing others) {
        return new Dispatcher(router, accounts, providers, settings, clock, random, assistants, others);
    }
}
