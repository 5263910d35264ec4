package dev.sluice.core.router;

import static dev.sluice.core.router.Deployments.deployment;
import static dev.sluice.core.router.Deployments.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RoutingStrategy;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Calls go where they are cheapest, within rpm and tpm. */
class CostBasedTest {
    private static Deployments priced(String id, double in, double out) {
        return deployment(id).price(OptionalDouble.of(in), OptionalDouble.of(out));
    }

    private static TestRouter router(Deployment... deployments) {
        return new TestRouter(Settings.strategy(RoutingStrategy.COST_BASED), deployments);
    }

    @Test
    void the_sum_of_both_prices_counts() {
        TestRouter router = router(
                priced("a", 1e-6, 9e-6).build(),
                priced("b", 4e-6, 4e-6).build(),
                priced("c", 5e-6, 4e-6).build());
        Draws.of(() -> router.call("m")).areAll("b");
    }

    @Test
    void a_price_that_is_not_known_is_dearer_than_any() {
        TestRouter router = router(
                plain("unknown"),
                deployment("half")
                        .price(OptionalDouble.of(0), OptionalDouble.empty())
                        .build(),
                priced("dear", 1, 1).parallel(1).build());

        assertThat(router.take("m")).isEqualTo("dear");
        assertThat(router.take("m")).isEqualTo("half");
    }

    @Test
    void what_the_configuration_does_not_say_the_price_table_does() {
        TestRouter router = router(
                plain("unknown"),
                deployment("listed").upstream("listed").build(),
                priced("cheaper", 2e-6, 2e-6).parallel(1).build(),
                priced("dearer", 3e-6, 3e-6).build());

        assertThat(router.take("m")).isEqualTo("cheaper");
        Draws.of(() -> router.call("m")).areAll("listed");
    }

    @Test
    void the_configurations_own_price_is_before_the_tables() {
        TestRouter router = router(
                deployment("listed").upstream("listed").build(),
                priced("own", 2e-6, 9e-7).upstream("listed").parallel(1).build(),
                deployment("half")
                        .upstream("listed")
                        .price(OptionalDouble.of(1e-6), OptionalDouble.empty())
                        .parallel(1)
                        .build());

        assertThat(router.take("m")).as("2e-6 + 9e-7").isEqualTo("own");
        assertThat(router.take("m")).as("1e-6 + 3e-6").isEqualTo("half");
        assertThat(router.take("m")).as("2e-6 + 3e-6").isEqualTo("listed");
    }

    @Test
    void equals_are_drawn_evenly() {
        TestRouter router = router(
                priced("a", 1e-6, 2e-6).build(),
                priced("b", 1e-6, 2e-6).weight(9).build(),
                priced("c", 1e-6, 3e-6).build());
        Draws.of(() -> router.call("m")).follow(Map.of("a", 1.0, "b", 1.0));
    }

    @Test
    void the_next_one_takes_over_from_one_at_its_limit() {
        TestRouter router = router(
                priced("cheap", 0, 0).rpm(2).build(), priced("dear", 1, 1).build());

        assertThat(List.of(router.call("m"), router.call("m"), router.call("m")))
                .containsExactly("cheap", "cheap", "dear");
    }
}
