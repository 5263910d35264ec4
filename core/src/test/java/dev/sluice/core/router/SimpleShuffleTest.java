package dev.sluice.core.router;

import static dev.sluice.core.router.Deployments.deployment;
import static dev.sluice.core.router.Deployments.plain;

import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.RouterSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls are drawn by weight, else rpm, else tpm, else evenly. */
class SimpleShuffleTest {
    private static Draws drawn(Deployment... deployments) {
        TestRouter router = new TestRouter(RouterSettings.DEFAULT, deployments);
        return Draws.of(() -> router.take("m"));
    }

    @Test
    void evenly_where_nothing_is_written() {
        drawn(plain("a"), plain("b"), plain("c")).follow(Map.of("a", 1.0, "b", 1.0, "c", 1.0));
    }

    @Test
    void by_weight_even_where_the_first_has_none() {
        drawn(
                        deployment("none").rpm(1000).build(),
                        deployment("one").weight(1).build(),
                        deployment("half").weight(0.5).tpm(7).build(),
                        deployment("three").weight(3).build())
                .follow(Map.of("one", 1.0, "half", 0.5, "three", 3.0));
    }

    @Test
    void by_rpm_where_there_are_no_weights() {
        drawn(
                        deployment("a").rpm(10).tpm(1_000_000).build(),
                        deployment("b").rpm(90).build(),
                        deployment("c").tpm(1_000_000).build())
                .follow(Map.of("a", 10.0, "b", 90.0));
    }

    @Test
    void by_tpm_where_there_is_neither() {
        drawn(
                        deployment("a").tpm(5_000_000_000L).build(),
                        deployment("b").tpm(15_000_000_000L).build())
                .follow(Map.of("a", 1.0, "b", 3.0));
    }

    @Test
    void evenly_where_all_weigh_nothing() {
        drawn(deployment("a").weight(0).build(), deployment("b").weight(0).build())
                .follow(Map.of("a", 1.0, "b", 1.0));
    }

    @Test
    void within_the_lowest_order_alone() {
        drawn(
                        deployment("a").weight(1).order(1).build(),
                        deployment("b").weight(2).order(1).build(),
                        deployment("c").weight(100).order(2).build(),
                        deployment("d").weight(100).build())
                .follow(Map.of("a", 1.0, "b", 2.0));
    }

    @Test
    void by_the_measure_of_the_whole_group_whoever_rests() {
        TestRouter router = new TestRouter(
                RouterSettings.DEFAULT,
                deployment("weighs").weight(1).build(),
                deployment("b").rpm(10).build(),
                deployment("c").rpm(90).build());
        router.fails("weighs", FailureClass.RATE_LIMIT, Duration.ofMinutes(1));

        Draws.of(() -> router.take("m")).follow(Map.of("b", 1.0, "c", 1.0));
    }

    @Test
    void rpm_and_tpm_are_no_limits() {
        TestRouter router = new TestRouter(
                RouterSettings.DEFAULT, deployment("a").rpm(1).tpm(1).build());
        router.finished("a", 1000);

        Draws.of(() -> router.take("m")).areAll("a");
    }
}
