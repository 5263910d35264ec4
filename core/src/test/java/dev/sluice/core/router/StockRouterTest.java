package dev.sluice.core.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.CooldownSettings;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Fallbacks;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RetrySettings;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.routing.RoutingStrategy;
import dev.sluice.core.routing.Share;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StockRouterTest {
    private static final int DRAWS = 30_000;

    private static Share share(@Nullable Double weight, @Nullable Integer rpm, @Nullable Integer order) {
        return new Share(
                weight == null ? OptionalDouble.empty() : OptionalDouble.of(weight),
                rpm == null ? OptionalInt.empty() : OptionalInt.of(rpm),
                OptionalLong.empty(),
                order == null ? OptionalInt.empty() : OptionalInt.of(order),
                OptionalInt.empty());
    }

    private static Deployment deployment(String id, Share share) {
        return new Deployment(
                id, "m", "openai", "m", Account.NONE, share, Timeouts.DEFAULT, Optional.empty(), Map.of());
    }

    private static StockRouter router(Deployment... deployments) {
        RouterSettings settings = new RouterSettings(
                RoutingStrategy.SIMPLE_SHUFFLE,
                0,
                Map.of("alias", "m"),
                Set.of(),
                RetrySettings.DEFAULT,
                CooldownSettings.DEFAULT,
                Fallbacks.NONE);
        return new StockRouter(List.of(deployments), Optional.empty(), settings, new Random(7));
    }

    private static Map<String, Integer> firsts(StockRouter router) {
        Map<String, Integer> drawn = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            drawn.merge(router.plan(RouteQuery.of("m")).next().orElseThrow().id(), 1, Integer::sum);
        }
        return drawn;
    }

    /** Within five standard deviations of a binomial draw. */
    private static void assertShare(Map<String, Integer> drawn, String id, double part) {
        double deviation = Math.sqrt(DRAWS * part * (1 - part));
        assertThat((double) drawn.getOrDefault(id, 0))
                .isBetween(DRAWS * part - 5 * deviation, DRAWS * part + 5 * deviation);
    }

    @Test
    void drawsEvenlyWithoutWeights() {
        Map<String, Integer> drawn = firsts(router(deployment("a", Share.EQUAL), deployment("b", Share.EQUAL)));
        assertShare(drawn, "a", 0.5);
    }

    @Test
    void drawsByWeightEvenWhenTheFirstHasNone() {
        Map<String, Integer> drawn = firsts(router(
                deployment("none", share(null, 100, null)),
                deployment("one", share(1.0, null, null)),
                deployment("three", share(3.0, null, null))));
        assertThat(drawn).doesNotContainKey("none");
        assertShare(drawn, "three", 0.75);
    }

    @Test
    void drawsByRpmWhereThereAreNoWeights() {
        Map<String, Integer> drawn =
                firsts(router(deployment("a", share(null, 10, null)), deployment("b", share(null, 90, null))));
        assertShare(drawn, "b", 0.9);
    }

    @Test
    void honoursOrderBeforeWeight() {
        StockRouter router = router(
                deployment("last", share(100.0, null, null)),
                deployment("second", share(100.0, null, 2)),
                deployment("first", share(1.0, null, 1)));
        Plan plan = router.plan(RouteQuery.of("alias"));
        List<String> tried = new ArrayList<>();
        for (Optional<Deployment> next = plan.next(); next.isPresent(); next = plan.next()) {
            tried.add(next.get().id());
        }
        assertThat(tried).containsExactly("first", "second", "last");
        assertThat(plan.group()).contains("m");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        StockRouter router = router(deployment("a", Share.EQUAL));
        assertThatThrownBy(() -> router.plan(RouteQuery.of("x")))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND));
        assertThatThrownBy(() -> router.plan(RouteQuery.of(null)))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.NO_UPSTREAM));
    }
}
