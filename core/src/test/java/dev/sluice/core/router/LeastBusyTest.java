package dev.sluice.core.router;

import static dev.sluice.core.router.Deployments.deployment;
import static dev.sluice.core.router.Deployments.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.routing.RoutingStrategy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls go where the fewest are in flight. */
class LeastBusyTest {
    private final TestRouter router = new TestRouter(
            Settings.strategy(RoutingStrategy.LEAST_BUSY),
            deployment("a").rpm(1).build(),
            plain("b"),
            deployment("c").weight(100).build());

    @Test
    void calls_that_stay_are_spread_evenly_to_the_last_one() {
        for (int i = 0; i < 300; i++) {
            assertThat(router.take("m")).isNotEqualTo("none");
        }
        assertThat(router.router.statuses())
                .extracting(DeploymentStatus::inFlight)
                .containsExactly(100, 100, 100);
    }

    @Test
    void the_one_that_has_finished_is_next() {
        for (int i = 0; i < 6; i++) {
            router.take("m");
        }
        router.finished("b", 0);

        assertThat(router.take("m")).isEqualTo("b");
    }

    @Test
    void equals_are_drawn_evenly() {
        Draws.of(() -> router.call("m")).follow(Map.of("a", 1.0, "b", 1.0, "c", 1.0));
    }
}
