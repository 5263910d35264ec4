package dev.sluice.core.router;

import static dev.sluice.core.router.Deployments.deployment;
import static dev.sluice.core.router.Deployments.in;
import static dev.sluice.core.router.Deployments.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Fallbacks;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.routing.RouterSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which deployments a call may go to. */
class StockRouterTest {
    private static final Deployment DEFAULT = Deployment.of("default", "", "openai", "", Account.NONE);

    private static final Deployment[] WILD = {
        in("*", "any").upstream("*").build(),
        in("openai/*", "openai").upstream("*").build(),
        in("openai/gpt-*", "gpt").upstream("gpt-*").build(),
        in("*-mini", "mini").upstream("small").build(),
        in("a-*-b-*", "two").upstream("x/*/y/*").build(),
        in("openai/gpt-4", "exact").upstream("gpt-4").build(),
    };

    private static GatewayException refused(TestRouter router, RouteQuery query) {
        return catchThrowableOfType(GatewayException.class, () -> router.router.plan(query));
    }

    @ParameterizedTest
    @CsvSource({
        "openai/gpt-4, exact, gpt-4, openai/gpt-4",
        "openai/gpt-5, gpt, gpt-5, openai/gpt-*",
        "openai/gpt-, gpt, gpt-, openai/gpt-*",
        "openai/o1, openai, o1, openai/*",
        "openai/a/b, openai, a/b, openai/*",
        "o1-mini, mini, small, *-mini",
        "openai/gpt-5-mini, gpt, gpt-5-mini, openai/gpt-*",
        "a-1-b-2-b-3, two, x/1/y/2-b-3, a-*-b-*",
        "llama, any, llama, *",
        "short, exact, gpt-4, openai/gpt-4",
        "shorter, gpt, gpt-5, openai/gpt-*",
    })
    void exact_names_win_and_then_the_most_specific_pattern(String model, String id, String upstream, String group) {
        RouterSettings settings =
                Settings.aliases(Map.of("short", "openai/gpt-4", "shorter", "openai/gpt-5"), Set.of());
        Plan plan = new TestRouter(settings, WILD).plan(model);

        Deployment deployment = plan.next().orElseThrow();
        assertThat(deployment.id()).isEqualTo(id);
        assertThat(deployment.upstreamModel()).isEqualTo(upstream);
        assertThat(deployment.group()).isEqualTo(group);
        assertThat(plan.group()).contains(group);
    }

    @Test
    void a_name_that_has_fallbacks_of_its_own_is_a_group_of_its_own() {
        Fallbacks fallbacks =
                new Fallbacks(Map.of("openai/o1", List.of("openai/gpt-4")), Map.of(), Map.of(), List.of(), 5);
        TestRouter router = new TestRouter(Settings.fallbacks(fallbacks), WILD);

        assertThat(router.plan("openai/o1").group()).contains("openai/o1");
        assertThat(router.plan("openai/o3").group()).contains("openai/*");
    }

    @Test
    void the_lowest_order_is_tried_first_and_who_has_none_last() {
        TestRouter router = new TestRouter(
                RouterSettings.DEFAULT,
                deployment("last").weight(100).build(),
                deployment("second").weight(100).order(2).build(),
                deployment("first").weight(1).order(-1).build());
        Plan plan = router.plan("m");

        assertThat(List.of(TestRouter.next(plan), TestRouter.next(plan), TestRouter.next(plan)))
                .containsExactly("first", "second", "last");
        assertThat(TestRouter.next(plan))
                .as("what was tried comes again, in order")
                .isEqualTo("first");
    }

    @Test
    void what_is_excluded_does_not_come_again() {
        TestRouter router = new TestRouter(RouterSettings.DEFAULT, plain("a"), plain("b"));
        Plan plan = router.plan("m");
        Deployment first = plan.next().orElseThrow();
        plan.exclude(first);
        Deployment second = plan.next().orElseThrow();

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(plan.next()).contains(second);
        plan.exclude(second);
        assertThat(plan.next()).isEmpty();
        assertThat(plan.exhausted().kind()).isEqualTo(ErrorKind.NO_HEALTHY_DEPLOYMENT);
        assertThat(plan.exhausted().retryAfter()).isEmpty();
    }

    @Test
    void an_unknown_model_goes_to_the_default_upstream_unless_it_binds() {
        TestRouter router = new TestRouter(RouterSettings.DEFAULT, Optional.of(DEFAULT), plain("a"));

        assertThat(router.take("x")).isEqualTo("default");
        assertThat(router.plan("x").group()).isEmpty();
        assertThat(router.plan(null).next()).contains(DEFAULT);
        assertThat(refused(router, new RouteQuery("x", true, null)).kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
    }

    @Test
    void an_unknown_model_is_told_the_known_ones() {
        TestRouter router = new TestRouter(
                Settings.aliases(Map.of("z", "m", "b", "m", "secret", "m"), Set.of("secret")),
                plain("a"),
                in("openai/*", "w").build());
        GatewayException refusal = refused(router, RouteQuery.of("x".repeat(200)));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
        assertThat(refusal.param()).isEqualTo("model");
        assertThat(refusal)
                .hasMessage("The model '%s…' does not exist; known models: m, openai/*, b, z.", "x".repeat(100));
    }

    @Test
    void a_call_that_names_nothing_is_told_what_to_do() {
        TestRouter router = new TestRouter(RouterSettings.DEFAULT, plain("a"));

        assertThat(refused(router, RouteQuery.of(null)).kind()).isEqualTo(ErrorKind.NO_UPSTREAM);
        assertThat(refused(router, RouteQuery.of(null)))
                .hasMessageContaining("OPENAI_API_KEY")
                .hasMessageContaining("X-LiteLLM-Target-Model")
                .hasMessageContaining("known models: m");
    }

    @Test
    void a_call_goes_where_its_objects_live() {
        TestRouter router = new TestRouter(
                RouterSettings.DEFAULT,
                Optional.of(DEFAULT),
                deployment("a1").key("a").build(),
                deployment("b1").key("b").build(),
                deployment("b2").key("b").build(),
                in("only-a", "a2").key("a").build());
        String a = router.accounts.of(deployment("a1").key("a").build());
        String b = router.accounts.of(deployment("b1").key("b").build());

        for (int i = 0; i < 20; i++) {
            assertThat(taken(router, new RouteQuery("m", false, a))).isEqualTo("a1");
            assertThat(taken(router, new RouteQuery("m", true, b))).isIn("b1", "b2");
        }
        assertThat(taken(router, new RouteQuery("only-a", false, b)))
                .as("no deployment of the group there")
                .isEqualTo(b);
        assertThat(taken(router, new RouteQuery("only-a", true, b)))
                .as("but it must be that group")
                .isEqualTo("a2");
        assertThat(taken(router, new RouteQuery("unknown", false, b))).isEqualTo(b);
        assertThat(taken(router, new RouteQuery(null, false, b))).isEqualTo(b);
        assertThat(taken(router, new RouteQuery(null, true, b))).isEqualTo(b);
        assertThat(refused(router, new RouteQuery("unknown", true, b)).kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
    }

    @Test
    void an_account_that_is_gone_is_no_home() {
        TestRouter router = new TestRouter(RouterSettings.DEFAULT, Optional.of(DEFAULT), plain("a"));

        assertThat(taken(router, new RouteQuery("m", false, "gone"))).isEqualTo("a");
        assertThat(taken(router, new RouteQuery(null, false, "gone"))).isEqualTo("default");
    }

    @Test
    void the_default_upstream_and_accounts_never_rest() {
        TestRouter router = new TestRouter(
                Settings.fallbacks(new Fallbacks(Map.of(), Map.of(), Map.of(), List.of("m"), 5)),
                Optional.of(DEFAULT),
                plain("a"));
        for (int i = 0; i < 20; i++) {
            Plan plan = router.plan(null);
            Deployment taken = plan.next().orElseThrow();
            router.router.report(new AttemptOutcome(
                    taken, Optional.of(FailureClass.RATE_LIMIT), Optional.empty(), TestRouter.FIRST_BYTE));
            router.router.finished(taken, 0);
        }
        assertThat(router.plan(null).next()).contains(DEFAULT);
    }

    private static String taken(TestRouter router, RouteQuery query) {
        return TestRouter.next(router.router.plan(query));
    }
}
