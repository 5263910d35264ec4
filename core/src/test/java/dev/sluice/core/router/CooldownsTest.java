package dev.sluice.core.router;

import static dev.sluice.core.router.Deployments.deployment;
import static dev.sluice.core.router.Deployments.in;
import static dev.sluice.core.router.Deployments.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.routing.CooldownSettings;
import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Fallbacks;
import dev.sluice.core.routing.RouterSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which failures make a deployment rest, and for how long. */
class CooldownsTest {
    private static final Duration FIVE = Duration.ofSeconds(5);

    private static TestRouter two(RouterSettings settings) {
        return new TestRouter(settings, plain("a"), plain("b"));
    }

    private static TestRouter two(Map<FailureClass, Integer> policy) {
        return two(Settings.cooldowns(new CooldownSettings(true, 3, FIVE, policy)));
    }

    private static void fail(TestRouter router, String id, FailureClass failure, int times) {
        for (int i = 0; i < times; i++) {
            router.fails(id, failure);
        }
    }

    @ParameterizedTest(name = "{0}, group of {1}, fallback {2}, {3} successes, {4} failures: rests {5}")
    @CsvSource({
        // One of these tells all, but where nobody else is well.
        "RATE_LIMIT,      2, false, 100,  1, true",
        "RATE_LIMIT,      1, false,   0, 50, false",
        "RATE_LIMIT,      1, true,    0,  1, false",
        "RATE_LIMIT,      1, true,    0,  2, true",
        "AUTHENTICATION,  2, false, 100,  1, true",
        "AUTHENTICATION,  1, false,   0, 50, false",
        "AUTHENTICATION,  1, true,    0,  1, false",
        "AUTHENTICATION,  1, true,    0,  2, true",
        "BAD_REQUEST,     2, false, 100,  1, true",
        "BAD_REQUEST,     1, false,   0, 50, false",
        "BAD_REQUEST,     1, true,    0,  1, false",
        "BAD_REQUEST,     1, true,    0,  2, true",
        // More than three a minute, and half of the calls.
        "INTERNAL_SERVER, 2, false,   0,  3, false",
        "INTERNAL_SERVER, 2, false,   0,  4, true",
        "INTERNAL_SERVER, 2, false,   4,  4, true",
        "INTERNAL_SERVER, 2, false,   5,  4, false",
        "INTERNAL_SERVER, 1, false,   0, 50, false",
        "INTERNAL_SERVER, 1, true,    0,  3, false",
        "INTERNAL_SERVER, 1, true,    0,  4, true",
        "TIMEOUT,         2, false,   0,  3, false",
        "TIMEOUT,         2, false,   0,  4, true",
        "TIMEOUT,         2, false,   5,  4, false",
        "TIMEOUT,         1, false,   0, 50, false",
        // The content is the client's.
        "CONTENT_POLICY,  2, false,   0, 50, false",
        "CONTENT_POLICY,  1, true,    0, 50, false",
    })
    void failures_of_a_class(
            FailureClass failure, int size, boolean fallback, int successes, int failures, boolean rests) {
        RouterSettings settings = Settings.fallbacks(fallback ? Settings.FALLBACK_OF_M : Fallbacks.NONE);
        TestRouter router = size == 1 ? new TestRouter(settings, plain("a")) : two(settings);
        for (int i = 0; i < successes; i++) {
            router.succeeds("a");
        }
        fail(router, "a", failure, failures);

        assertThat(router.rests("a")).isEqualTo(rests);
        assertThat(router.status("a").last().orElseThrow().failure()).contains(failure);
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMIT, 1, false",
        "RATE_LIMIT, 2, true",
        "AUTHENTICATION, 1, false",
        "AUTHENTICATION, 2, true",
        "BAD_REQUEST, 1, false",
        "BAD_REQUEST, 2, true",
        "INTERNAL_SERVER, 3, false",
        "INTERNAL_SERVER, 4, true",
    })
    void the_last_healthy_one_is_not_sent_to_rest_by_one_refusal(FailureClass failure, int times, boolean rests) {
        TestRouter router = two(RouterSettings.DEFAULT);
        router.fails("a", FailureClass.RATE_LIMIT, Duration.ofMinutes(5));
        fail(router, "b", failure, times);

        assertThat(router.rests("b")).isEqualTo(rests);
    }

    @Test
    void two_refusals_of_different_kinds_are_two() {
        TestRouter router = two(RouterSettings.DEFAULT);
        router.fails("a", FailureClass.RATE_LIMIT);
        router.fails("b", FailureClass.RATE_LIMIT);
        router.fails("b", FailureClass.AUTHENTICATION);

        assertThat(router.rests("b")).isTrue();
    }

    @Test
    void what_is_older_than_a_minute_does_not_count() {
        TestRouter router = two(RouterSettings.DEFAULT);
        fail(router, "a", FailureClass.TIMEOUT, 3);
        router.advance(Duration.ofSeconds(61));
        fail(router, "a", FailureClass.TIMEOUT, 3);
        assertThat(router.rests("a")).isFalse();

        router.advance(Duration.ofSeconds(30));
        router.fails("a", FailureClass.INTERNAL_SERVER);
        assertThat(router.rests("a")).as("four within thirty seconds").isTrue();
    }

    @Test
    void a_policy_gives_a_class_its_own_number() {
        TestRouter router = two(Map.of(FailureClass.RATE_LIMIT, 2, FailureClass.TIMEOUT, 5));
        fail(router, "a", FailureClass.RATE_LIMIT, 2);
        fail(router, "a", FailureClass.TIMEOUT, 5);
        fail(router, "a", FailureClass.INTERNAL_SERVER, 3);
        assertThat(router.rests("a")).as("none of them is one too many").isFalse();

        fail(router, "a", FailureClass.RATE_LIMIT, 1);
        assertThat(router.rests("a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"INTERNAL_SERVER, 0, 1", "TIMEOUT, 6, 7", "CONTENT_POLICY, 1, 2", "AUTHENTICATION, 3, 4"})
    void one_more_than_the_policy_allows_is_one_too_many(FailureClass failure, int allowed, int times) {
        TestRouter router = two(Map.of(failure, allowed));
        fail(router, "a", failure, times - 1);
        assertThat(router.rests("a")).isFalse();
        router.fails("a", failure);
        assertThat(router.rests("a")).isTrue();
    }

    @ParameterizedTest(name = "upstream {0} s, deployment {1} s, router {2} s: {3} s")
    @CsvSource({
        "7, , 5, 7",
        "7, 20, 5, 7",
        ", 20, 5, 20",
        ", , 5, 5",
        "86400, , 5, 300",
        ", 86400, 5, 86400",
        "0, , 5, 0",
        "7, 0, 5, 0",
        ", 0, 5, 0",
        "7, , 0, 0",
        ", , 0, 0",
        ", 10, 0, 10",
    })
    void the_rest_lasts_as_the_upstream_asks_else_as_it_is_configured(
            @Nullable Integer upstream, @Nullable Integer own, int general, int expected) {
        Deployments a = own == null ? deployment("a") : deployment("a").cooldown(Duration.ofSeconds(own));
        TestRouter router = new TestRouter(
                Settings.cooldowns(new CooldownSettings(true, 3, Duration.ofSeconds(general), Map.of())),
                a.build(),
                plain("b"));
        router.fails("a", FailureClass.RATE_LIMIT, upstream == null ? null : Duration.ofSeconds(upstream));

        if (expected == 0) {
            assertThat(router.status("a").health()).isEqualTo(DeploymentStatus.Health.HEALTHY);
        } else {
            assertThat(router.status("a").availableIn()).contains(Duration.ofSeconds(expected));
        }
    }

    @Test
    void nothing_rests_where_that_is_switched_off() {
        TestRouter router = two(Settings.cooldowns(new CooldownSettings(false, 0, FIVE, Map.of())));
        for (FailureClass failure : FailureClass.values()) {
            fail(router, "a", failure, 20);
        }
        assertThat(router.rests("a")).isFalse();
    }

    @Test
    void a_group_that_could_only_fall_back_to_itself_has_no_alternative() {
        Fallbacks itself = new Fallbacks(Map.of(), Map.of(), Map.of(), List.of("m"), 5);
        TestRouter router = new TestRouter(Settings.fallbacks(itself), plain("a"));
        fail(router, "a", FailureClass.RATE_LIMIT, 5);

        assertThat(router.rests("a")).isFalse();
    }

    @Test
    void a_wildcard_does_not_rest_because_one_of_its_models_is_gone() {
        TestRouter router = new TestRouter(
                RouterSettings.DEFAULT, in("x/*", "a").build(), in("x/*", "b").build());
        fail(router, "a", FailureClass.BAD_REQUEST, 50);
        assertThat(router.rests("a")).isFalse();

        router.fails("a", FailureClass.AUTHENTICATION);
        assertThat(router.rests("a")).isTrue();
    }

    @Test
    void deployments_of_one_account_rest_alone() {
        TestRouter router = new TestRouter(
                RouterSettings.DEFAULT,
                deployment("a").key("k").build(),
                deployment("b").key("k").build(),
                in("other", "c").key("k").build());
        router.fails("a", FailureClass.AUTHENTICATION);

        assertThat(router.router.statuses())
                .extracting(DeploymentStatus::health)
                .containsExactly(
                        DeploymentStatus.Health.RESTING,
                        DeploymentStatus.Health.HEALTHY,
                        DeploymentStatus.Health.HEALTHY);
    }
}
