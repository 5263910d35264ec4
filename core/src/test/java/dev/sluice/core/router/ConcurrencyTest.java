package dev.sluice.core.router;

import static dev.sluice.core.router.Deployments.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.routing.RoutingStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads at once: nothing is lost, and no limit is passed. */
class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int CALLS = 4000;

    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource(RoutingStrategy.class)
    void slots_come_back_and_limits_hold(RoutingStrategy strategy) throws Exception {
        TestRouter router = new TestRouter(
                Settings.strategy(strategy),
                deployment("a").parallel(2).build(),
                deployment("b").parallel(3).rpm(1000).build(),
                deployment("c").order(1).parallel(1).build());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> work = IntStream.range(0, THREADS)
                    .<Callable<Integer>>mapToObj(seed -> () -> calls(router, new Random(seed)))
                    .toList();
            int taken = 0;
            for (Future<Integer> done : threads.invokeAll(work)) {
                taken += done.get();
            }
            assertThat(router.router.statuses())
                    .extracting(DeploymentStatus::inFlight)
                    .containsExactly(0, 0, 0);
            assertThat(taken).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Calls as a client makes them, some of them failing; tells how many got a deployment. */
    private int calls(TestRouter router, Random random) {
        int taken = 0;
        for (int i = 0; i < CALLS; i++) {
            Plan plan = router.router.plan(RouteQuery.of("m"));
            for (Deployment each : Stream.of(plan.next(), plan.next())
                    .flatMap(Optional::stream)
                    .toList()) {
                taken++;
                call(router, each, random);
            }
            router.advance(Duration.ofMillis(5));
        }
        return taken;
    }

    private void call(TestRouter router, Deployment deployment, Random random) {
        AtomicInteger calls = inFlight.computeIfAbsent(deployment.id(), id -> new AtomicInteger());
        assertThat(calls.incrementAndGet())
                .isLessThanOrEqualTo(deployment.share().maxParallel().orElseThrow());
        FailureClass[] classes = FailureClass.values();
        Optional<FailureClass> failure =
                random.nextInt(4) == 0 ? Optional.of(classes[random.nextInt(classes.length)]) : Optional.empty();
        router.router.report(new AttemptOutcome(deployment, failure, Optional.empty(), Duration.ofMillis(50)));
        calls.decrementAndGet();
        router.router.finished(deployment, random.nextInt(100));
    }

    @ParameterizedTest
    @EnumSource(names = {"LATENCY_BASED", "USAGE_BASED", "COST_BASED"})
    void no_request_is_taken_beyond_the_limit_of_the_minute(RoutingStrategy strategy) throws Exception {
        TestRouter router = new TestRouter(
                Settings.strategy(strategy),
                deployment("a").rpm(1000).build(),
                deployment("b").rpm(500).build());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Integer> ask = () -> {
                int taken = 0;
                for (int i = 0; i < 500; i++) {
                    taken += router.take("m").equals("none") ? 0 : 1;
                }
                return taken;
            };
            int taken = 0;
            for (Future<Integer> done : threads.invokeAll(List.of(ask, ask, ask, ask, ask, ask, ask, ask))) {
                taken += done.get();
            }
            assertThat(taken).isEqualTo(1500);
        } finally {
            threads.shutdownNow();
        }
    }
}
