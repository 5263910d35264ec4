package dev.sluice.bench;

import dev.sluice.core.router.StockRouter;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a router does for a call: it chooses one of two deployments, and learns how that went. */
@State(Scope.Benchmark)
public class RouterBench {
    private static final Duration FIRST_BYTE = Duration.ofMillis(3);
    private static final int TOKENS = 115;

    private final List<Deployment> deployments = Samples.deployments();
    private final StockRouter router = new StockRouter(
            deployments,
            Optional.empty(),
            new Accounts(deployments, List.of(), reference -> Secret.of("sk-none")),
            RouterSettings.DEFAULT,
            deployment -> deployment.info().prices(),
            new Random(1),
            System::nanoTime);

    @Benchmark
    public Deployment chooseAndReport() {
        Plan plan = router.plan(RouteQuery.of(Samples.MODEL));
        Deployment chosen = plan.next().orElseThrow();
        router.report(new AttemptOutcome(chosen, Optional.empty(), Optional.empty(), FIRST_BYTE));
        router.finished(chosen, TOKENS);
        return chosen;
    }
}
