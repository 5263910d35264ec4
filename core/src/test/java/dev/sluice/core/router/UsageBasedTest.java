package dev.sluice.core.router;

import static dev.sluice.core.router.Deployments.deployment;
import static dev.sluice.core.router.Deployments.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.routing.RoutingStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls go where the fewest tokens were used this minute, within rpm and tpm. */
class UsageBasedTest {
    private static final RouterSettings USAGE = Settings.strategy(RoutingStrategy.USAGE_BASED);

    private static TestRouter router(Deployment... deployments) {
        return new TestRouter(USAGE, deployments);
    }

    @Test
    void the_fewest_tokens_win_whatever_the_limits() {
        TestRouter router = router(
                deployment("a").tpm(1_000_000).build(),
                plain("b"),
                deployment("c").rpm(5).build());
        router.finished("a", 10);
        router.finished("b", 9);
        router.finished("c", 8);

        assertThat(router.take("m")).isEqualTo("c");
        router.finished("c", 2);
        assertThat(router.take("m")).isEqualTo("b");
    }

    @Test
    void while_tokens_are_not_known_the_fewest_requests_win() {
        TestRouter router = router(plain("a"), plain("b"), plain("c"));
        for (int i = 0; i < 300; i++) {
            router.take("m");
        }
        assertThat(router.router.statuses())
                .extracting(DeploymentStatus::requests)
                .containsExactly(100L, 100L, 100L);
    }

    @Test
    void equals_are_drawn_evenly() {
        TestRouter router = router(plain("a"), plain("b"), plain("c"));
        Draws.of(() -> {
                    router.advance(Duration.ofMinutes(1));
                    return router.call("m");
                })
                .follow(Map.of("a", 1.0, "b", 1.0, "c", 1.0));
    }

    @Test
    void a_limit_of_requests_is_reached_by_the_last_one_that_it_allows() {
        TestRouter router =
                router(deployment("a").rpm(2).build(), deployment("b").rpm(1).build());

        assertThat(List.of(router.take("m"), router.take("m"), router.take("m")))
                .containsExactlyInAnyOrder("a", "a", "b");
        assertThat(router.take("m")).isEqualTo("none");
    }

    @Test
    void a_limit_of_tokens_is_reached_when_they_are_used() {
        TestRouter router = router(deployment("a").tpm(100).build());

        assertThat(router.take("m")).isEqualTo("a");
        router.finished("a", 99);
        assertThat(router.take("m")).isEqualTo("a");
        router.finished("a", 1);
        assertThat(router.take("m")).isEqualTo("none");
    }

    @Test
    void all_over_their_limits_is_told_with_the_rest_of_the_minute() {
        TestRouter router =
                router(deployment("a").rpm(1).build(), deployment("b").tpm(10).build());
        router.advance(Duration.ofSeconds(18));
        router.finished("b", 10);
        router.take("m");

        assertThat(router.refusal("m").kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(router.refusal("m").retryAfter()).contains(Duration.ofSeconds(42));
        assertThat(router.refusal("m"))
                .hasMessage("Every deployment of the model group 'm' is at its limit. Try again in 42 s.");

        router.advance(Duration.ofSeconds(42));
        assertThat(router.take("m")).isIn("a", "b");
    }

    @Test
    void the_next_order_takes_over_from_one_at_its_limit() {
        TestRouter router = router(
                deployment("a").rpm(1).order(1).build(),
                deployment("b").order(2).build());

        assertThat(List.of(router.take("m"), router.take("m"))).containsExactly("a", "b");
    }
}
