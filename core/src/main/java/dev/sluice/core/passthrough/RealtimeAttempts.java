package dev.sluice.core.passthrough;

import dev.sluice.core.attempt.ErrorBody;
import dev.sluice.core.attempt.Judge;
import dev.sluice.core.attempt.Judgement;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Router;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The attempts to open one WebSocket, on one deployment of a group after another, each at most once. Whoever may have
 * accepted without our knowing is the last to be asked: a session that stands is paid for. Lives on the call's event loop.
 */
final class RealtimeAttempts {
    private static final int SWITCHING_PROTOCOLS = 101;
    /** A handshake is a GET, but to repeat one is not harmless. */
    private static final String NOT_IDEMPOTENT = "POST";

    private final Dispatcher with;
    private final Router router;
    private final Plan plan;
    private final ProviderRequest handshake;
    private final CallContext context;
    private final CallRecord record;
    private int attempts;

    RealtimeAttempts(
            Dispatcher with, RouteQuery query, ProviderRequest handshake, CallContext context, CallRecord record) {
        this.with = with;
        this.router = with.router();
        this.plan = router.plan(query);
        this.handshake = handshake;
        this.context = context;
        this.record = record;
    }

    /** Completes with the last answer, or fails with the last failure. Whoever accepted is still in flight. */
    CompletionStage<Upgrade> open() {
        return plan.next().map(this::ask).orElseGet(() -> CompletableFuture.failedFuture(plan.exhausted()));
    }

    private CompletionStage<Upgrade> ask(Deployment deployment) {
        attempts++;
        CallRecord.Begun begun = record.attempt(deployment);
        ProviderRequest told = handshake.withHeaders(record.forUpstream(handshake.headers(), begun));
        CallContext within = context.within(begun.trace());
        return Guarded.stage(() -> with.providers().of(deployment).connect(deployment, told, within))
                .<CompletionStage<Upgrade>>handleAsync(
                        (upgrade, failure) -> failure == null
                                ? answered(deployment, upgrade, begun)
                                : failed(deployment, GatewayException.from(failure), begun),
                        context.loop()::run)
                .thenCompose(Function.identity());
    }

    private CompletionStage<Upgrade> answered(Deployment deployment, Upgrade upgrade, CallRecord.Begun begun) {
        Judgement judgement = upgrade instanceof Upgrade.Refused refused ? judged(refused.reply()) : Judgement.GOOD;
        Duration took = record.attempted(begun, statusOf(upgrade), null);
        router.report(new AttemptOutcome(deployment, judgement.failure(), judgement.retryAfter(), took));
        Optional<Deployment> next = after(deployment, judgement.next(), judgement.failure());
        if (next.isPresent()) {
            router.finished(deployment, 0);
            return ask(next.get());
        }
        record.answeredBy(deployment, usage -> router.finished(deployment, usage));
        return CompletableFuture.completedFuture(upgrade);
    }

    private Judgement judged(HttpReply refusal) {
        List<ByteBuffer> body = refusal.body() instanceof Body.Bytes bytes ? bytes.slices() : List.of();
        return Judge.answer(refusal, ErrorBody.of(body), with.clock().instant());
    }

    private static int statusOf(Upgrade upgrade) {
        return upgrade instanceof Upgrade.Refused refused ? refused.reply().status() : SWITCHING_PROTOCOLS;
    }

    private CompletionStage<Upgrade> failed(Deployment deployment, GatewayException failure, CallRecord.Begun begun) {
        Judgement judgement = Judge.failure(failure, NOT_IDEMPOTENT, false);
        Duration took = record.attempted(begun, 0, failure);
        if (judgement.failure().isPresent()) {
            router.report(new AttemptOutcome(deployment, judgement.failure(), judgement.retryAfter(), took));
            router.finished(deployment, 0);
        } else {
            plan.giveBack(deployment);
        }
        return after(
                        deployment,
                        isIncapable(failure) ? Judgement.Next.ELSEWHERE : judgement.next(),
                        judgement.failure())
                .map(this::ask)
                .orElseGet(() -> CompletableFuture.failedFuture(failure));
    }

    /** A provider that opens no WebSockets is well, but another one of the group may. */
    private static boolean isIncapable(GatewayException failure) {
        return failure.kind() == ErrorKind.INVALID_REQUEST && failure.reach() == Reach.NOT_SENT;
    }

    private Optional<Deployment> after(Deployment deployment, Judgement.Next where, Optional<FailureClass> failure) {
        boolean again = where != Judgement.Next.NOWHERE
                && !context.cancellation().isCancelled()
                && !deployment.group().isEmpty()
                && attempts <= with.settings().retries().after(failure.orElse(FailureClass.BAD_REQUEST), deployment);
        if (!again) {
            return Optional.empty();
        }
        plan.exclude(deployment);
        return plan.next();
    }
}
