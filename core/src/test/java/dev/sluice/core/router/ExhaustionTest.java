package dev.sluice.core.router;

import static dev.sluice.core.router.Deployments.deployment;
import static dev.sluice.core.router.Deployments.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouterSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a call is told that no deployment may serve. */
class ExhaustionTest {
    private static TestRouter two() {
        return new TestRouter(
                RouterSettings.DEFAULT,
                deployment("id-a").key("sk-a").build(),
                deployment("id-b").key("sk-b").build());
    }

    private static void rest(TestRouter router, String id, FailureClass failure, Duration time) {
        router.fails(id, failure, time);
        router.fails(id, failure, time);
    }

    @Test
    void limits_everywhere_are_a_429_until_the_first_one_ends() {
        TestRouter router = two();
        rest(router, "id-a", FailureClass.RATE_LIMIT, Duration.ofSeconds(30));
        router.advance(Duration.ofSeconds(3));
        rest(router, "id-b", FailureClass.RATE_LIMIT, Duration.ofMillis(29_500));

        GatewayException refusal = router.refusal("m");
        assertThat(refusal.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(27));
        assertThat(refusal).hasMessage("Every deployment of the model group 'm' is at its limit. Try again in 27 s.");
    }

    @Test
    void one_that_failed_otherwise_makes_it_a_503() {
        TestRouter router = two();
        rest(router, "id-a", FailureClass.RATE_LIMIT, Duration.ofSeconds(30));
        rest(router, "id-b", FailureClass.AUTHENTICATION, Duration.ofMillis(11_001));

        GatewayException refusal = router.refusal("m");
        assertThat(refusal.kind()).isEqualTo(ErrorKind.NO_HEALTHY_DEPLOYMENT);
        assertThat(refusal.retryAfter()).contains(Duration.ofMillis(11_001));
        assertThat(refusal)
                .hasMessage("Every deployment of the model group 'm' rests after failures. Try again in 12 s.");
    }

    @Test
    void calls_in_flight_at_their_limit_are_a_429() {
        TestRouter router = new TestRouter(
                RouterSettings.DEFAULT,
                deployment("a").parallel(1).build(),
                deployment("b").parallel(2).build());
        router.take("m");
        router.take("m");
        router.take("m");

        assertThat(router.refusal("m").kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(router.refusal("m").retryAfter()).contains(Duration.ofSeconds(1));
        router.finished("b", 0);
        assertThat(router.take("m")).isEqualTo("b");
    }

    @Test
    void one_that_was_freed_meanwhile_can_be_asked_for_at_once() {
        TestRouter router = new TestRouter(
                RouterSettings.DEFAULT, deployment("a").parallel(1).build());
        router.take("m");
        Plan plan = router.plan("m");
        assertThat(plan.next()).isEmpty();
        router.finished("a", 0);

        assertThat(plan.exhausted().kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(plan.exhausted().retryAfter()).contains(Duration.ZERO);
    }

    @Test
    void what_the_call_excluded_says_nothing() {
        TestRouter router = new TestRouter(
                RouterSettings.DEFAULT, plain("a"), deployment("b").parallel(1).build());
        Plan plan = router.plan("m");
        plan.next();
        plan.next();
        plan.exclude(plain("a"));

        assertThat(plan.next()).isEmpty();
        assertThat(plan.exhausted().kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        plan.exclude(plain("b"));
        assertThat(plan.exhausted()).hasMessage("No deployment of the model group 'm' can serve this call.");
    }
}
