package dev.sluice.core.router;

import dev.sluice.core.call.Principal;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.passthrough.Pricing;
import dev.sluice.core.price.PriceTable;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A stock router with seeded chance, and a time that stands still unless it is moved. */
final class TestRouter {
    /** How long every attempt takes to its head. */
    static final Duration FIRST_BYTE = Duration.ofMillis(100);

    /** What the model {@code listed} costs; no other is in the table. */
    private static final PriceTable PRICES = PriceTable.parse(List.of(
            "listed input_cost_per_token=2e-6 output_cost_per_token=3e-6",
            "azure/listed input_cost_per_token=9e-6" + " output_cost_per_token=9e-6"));

    final StockRouter router;
    final Accounts accounts;

    /** Begins where a minute does, and below zero as the time of a JVM may. */
    private final AtomicLong nanos = new AtomicLong(Duration.ofMinutes(-1000).toNanos());

    private final Map<String, Deployment> deployments = new HashMap<>();

    TestRouter(RouterSettings settings, Deployment... deployments) {
        this(settings, Optional.empty(), deployments);
    }

    TestRouter(RouterSettings settings, Optional<Deployment> defaultUpstream, Deployment... deployments) {
        List<Deployment> all = List.of(deployments);
        all.forEach(deployment -> this.deployments.put(deployment.id(), deployment));
        accounts = new Accounts(all, defaultUpstream.stream().toList(), new Keys()::resolve);
        router = new StockRouter(
                all, defaultUpstream, accounts, settings, new Pricing(PRICES)::of, new Random(7), nanos::get);
    }

    void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    Plan plan(@Nullable String model) {
        return router.plan(RouteQuery.of(model));
    }

    /** The id of the first deployment for a new call, which stays in flight; {@code none} where there is none. */
    String take(String model) {
        return next(plan(model));
    }

    static String next(Plan plan) {
        return plan.next().map(Deployment::id).orElse("none");
    }

    /** Why a new call gets no deployment. */
    GatewayException refusal(String model) {
        Plan plan = plan(model);
        String taken = next(plan);
        if (!taken.equals("none")) {
            throw new AssertionError("Got " + taken);
        }
        return plan.exhausted();
    }

    void succeeds(String id) {
        report(id, Optional.empty(), null, FIRST_BYTE);
    }

    void fails(String id, FailureClass failure) {
        fails(id, failure, null);
    }

    void fails(String id, FailureClass failure, @Nullable Duration retryAfter) {
        report(id, Optional.of(failure), retryAfter, FIRST_BYTE);
    }

    /** Tells how an attempt went; it stays in flight. */
    void report(String id, Optional<FailureClass> failure, @Nullable Duration retryAfter, Duration firstByte) {
        router.report(new AttemptOutcome(deployment(id), failure, Optional.ofNullable(retryAfter), firstByte));
    }

    void finished(String id, long tokens) {
        router.finished(deployment(id), tokens);
    }

    /** A call from its beginning to its end. */
    String call(String model) {
        String id = take(model);
        succeeds(id);
        finished(id, 0);
        return id;
    }

    DeploymentStatus status(String id) {
        return router.statuses().stream()
                .filter(status -> status.deployment().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    boolean rests(String id) {
        return status(id).health() == DeploymentStatus.Health.RESTING;
    }

    private Deployment deployment(String id) {
        return Optional.ofNullable(deployments.get(id)).orElseThrow();
    }

    private static final class Keys implements KeyStore {
        @Override
        public CompletionStage<Optional<Principal>> authenticate(@Nullable Secret presented) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public Secret resolve(SecretRef reference) {
            if (reference instanceof SecretRef.Literal literal) {
                return literal.secret();
            }
            throw GatewayException.notSent(ErrorKind.NO_UPSTREAM, "No variables here.");
        }
    }
}
