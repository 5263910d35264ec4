package dev.sluice.core.passthrough;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to open one WebSocket: on one deployment after another, as long as none of them can have seen the
 * handshake. Whoever answered is not asked again, and nobody else is. Lives on the call's event loop.
 */
final class RealtimeAttempts {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Router router;
    private final Providers providers;
    private final Plan plan;
    private final ProviderRequest handshake;
    private final CallContext context;
    private final EventLoop loop;
    private final CallRecord record;

    RealtimeAttempts(
            Router router,
            Providers providers,
            Plan plan,
            ProviderRequest handshake,
            CallContext context,
            EventLoop loop,
            CallRecord record) {
        this.router = router;
        this.providers = providers;
        this.plan = plan;
        this.handshake = handshake;
        this.context = context;
        this.loop = loop;
        this.record = record;
    }

    /**
     * What an upstream said.
     *
     * @param upgrade the upstream's answer
     * @param finished to be run when nothing of the attempt is in flight any more
     */
    record Opened(Upgrade upgrade, Runnable finished) {}

    /** Asks the next deployment; fails as the attempt before did where none is left. */
    CompletionStage<Opened> next(@Nullable GatewayException before) {
        Optional<Deployment> deployment = plan.next();
        if (deployment.isEmpty()) {
            return CompletableFuture.failedFuture(before != null ? before : plan.exhausted());
        }
        return ask(deployment.get());
    }

    private CompletionStage<Opened> ask(Deployment deployment) {
        record.attempt(deployment);
        Duration before = record.elapsed();
        return PassThrough.guarded(() -> providers.of(deployment).connect(deployment, handshake, context))
                .<CompletionStage<Opened>>handleAsync(
                        (upgrade, failure) -> {
                            Duration took = record.elapsed().minus(before);
                            return failure == null
                                    ? answered(deployment, upgrade, took)
                                    : failed(deployment, GatewayException.from(failure), took);
                        },
                        loop::run)
                .thenCompose(Function.identity());
    }

    private CompletionStage<Opened> answered(Deployment deployment, Upgrade upgrade, Duration took) {
        int status =
                upgrade instanceof Upgrade.Refused refused ? refused.reply().status() : SWITCHING_PROTOCOLS;
        record.attempted(status, Optional.empty());
        router.report(new AttemptOutcome(deployment, classOf(status), Optional.empty(), took));
        return CompletableFuture.completedFuture(new Opened(upgrade, () -> router.finished(deployment, 0)));
    }

    private CompletionStage<Opened> failed(Deployment deployment, GatewayException failure, Duration took) {
        record.attempted(0, Optional.of(failure.kind()));
        router.report(new AttemptOutcome(deployment, classOf(failure.kind()), Optional.empty(), took));
        router.finished(deployment, 0);
        boolean unseen = failure.reach() == Reach.NOT_SENT && failure.kind() != ErrorKind.CLIENT_CLOSED;
        if (!unseen || context.cancellation().isCancelled()) {
            return CompletableFuture.failedFuture(failure);
        }
        plan.exclude(deployment);
        return next(failure);
    }

    private static Optional<FailureClass> classOf(int status) {
        return switch (status) {
            case 401, 403 -> Optional.of(FailureClass.AUTHENTICATION);
            case 408, 504 -> Optional.of(FailureClass.TIMEOUT);
            case 429 -> Optional.of(FailureClass.RATE_LIMIT);
            default -> status >= 500 ? Optional.of(FailureClass.INTERNAL_SERVER) : Optional.empty();
        };
    }

    private static Optional<FailureClass> classOf(ErrorKind kind) {
        return switch (kind) {
            case UPSTREAM_TIMEOUT -> Optional.of(FailureClass.TIMEOUT);
            case UPSTREAM_UNREACHABLE, UPSTREAM_CLOSED, UPSTREAM_INVALID -> Optional.of(FailureClass.INTERNAL_SERVER);
            default -> Optional.empty();
        };
    }
}
