package dev.sluice.core.passthrough;

import dev.sluice.core.attempt.Backoff;
import dev.sluice.core.attempt.Drain;
import dev.sluice.core.attempt.Judge;
import dev.sluice.core.attempt.Judgement;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.log.RetryRefusal;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call: on one deployment after another, and on other groups after that, until there is an answer
 * for the client. An answer is given up only when another deployment is at hand. Lives on its call's event loop.
 */
final class Dispatch {
    private static final List<FailureClass> FAILURES = List.of(FailureClass.values());

    private final Dispatcher with;
    private final Router router;
    private final RouteQuery query;
    private final ProviderRequest request;
    private final CallContext context;
    private final EventLoop loop;
    private final CallRecord record;
    private final CompletableFuture<HttpReply> result = new CompletableFuture<>();
    private final List<String> tried = new ArrayList<>(2);
    private Plan plan;
    private @Nullable FallbackGroups fallbacks;
    private int attemptsInGroup;
    private boolean endOfAssistants;

    Dispatch(
            Dispatcher with,
            RouteQuery query,
            ProviderRequest request,
            CallContext context,
            EventLoop loop,
            CallRecord record) {
        this.with = with;
        this.router = with.router();
        this.query = query;
        this.request = request;
        this.context = context;
        this.loop = loop;
        this.record = record;
        this.plan = router.plan(query);
    }

    /** Completes with the answer, or fails with the last failure. The deployment that answered is still in flight. */
    CompletionStage<HttpReply> answer() {
        Optional<Deployment> first = plan.next().or(() -> takenOver(Optional.empty()));
        if (first.isEmpty()) {
            result.completeExceptionally(plan.exhausted());
        } else {
            attempt(first.get());
        }
        return result;
    }

    /** Whether the answer says that its upstream has no Assistants API. */
    boolean endOfAssistants() {
        return endOfAssistants;
    }

    private void attempt(Deployment deployment) {
        if (context.cancellation().isCancelled()) {
            plan.giveBack(deployment);
            result.completeExceptionally(CallRecord.clientLeft());
            return;
        }
        tried.add(deployment.id());
        attemptsInGroup++;
        CallRecord.Begun begun = record.attempt(deployment);
        new Attempt(
                        with.providers(),
                        deployment,
                        request.withHeaders(record.forUpstream(request.headers(), begun)),
                        context.within(begun.trace()),
                        loop,
                        mayRetry(deployment))
                .run()
                .whenComplete((answer, failure) -> guarded(() ->
                        judge(deployment, answer, failure == null ? null : GatewayException.from(failure), begun)));
    }

    /** Whatever is thrown on the way ends the call, rather than leaving its client waiting. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException thrown) {
            result.completeExceptionally(thrown);
        }
    }

    private void judge(
            Deployment deployment,
            Attempt.@Nullable Answer answer,
            @Nullable GatewayException failure,
            CallRecord.Begun begun) {
        Judgement judgement = answer == null
                ? Judge.failure(known(failure), request.method(), isImpatient(deployment))
                : answer.error()
                        .map(Judge::firstEvent)
                        .orElseGet(() -> Judge.answer(
                                answer.reply(), answer.refusal(), with.clock().instant()));
        Duration took =
                record.attempted(begun, answer == null ? 0 : answer.reply().status(), failure);
        boolean tells = answer != null || judgement.failure().isPresent();
        if (tells) {
            router.report(new AttemptOutcome(deployment, judgement.failure(), judgement.retryAfter(), took));
        } else {
            plan.giveBack(deployment);
        }
        Optional<Deployment> next = judgement.isFinal()
                ? refused(finality(judgement, answer, failure))
                : !canBeSentAgain(failure) ? refused(lost()) : after(deployment, judgement);
        if (next.isPresent()) {
            giveUp(deployment, answer);
            again(next.get(), judgement);
        } else if (answer != null) {
            record.answeredBy(deployment, finishing(router, deployment));
            endOfAssistants = answer.endOfAssistants();
            result.complete(answer.reply());
        } else {
            if (tells) {
                router.finished(deployment, 0);
            }
            result.completeExceptionally(known(failure));
        }
    }

    /** Without this dispatch, which would stay as long as a stream does. */
    private static LongConsumer finishing(Router router, Deployment deployment) {
        return usage -> router.finished(deployment, usage);
    }

    private Optional<Deployment> refused(Optional<RetryRefusal> why) {
        why.ifPresent(record::retryRefused);
        return Optional.empty();
    }

    /** Why there is no other attempt; empty where none is wanted, since the answer is no failure. */
    private static Optional<RetryRefusal> finality(
            Judgement judgement, Attempt.@Nullable Answer answer, @Nullable GatewayException failure) {
        if (answer != null) {
            return judgement.failure().map(kind -> RetryRefusal.FINAL_ANSWER);
        }
        return known(failure).kind() == ErrorKind.CLIENT_CLOSED
                ? Optional.of(RetryRefusal.CLIENT_LEFT)
                : judgement.failure().map(kind -> RetryRefusal.MAY_HAVE_BEGUN);
    }

    private Optional<RetryRefusal> lost() {
        return Optional.of(context.cancellation().isCancelled() ? RetryRefusal.CLIENT_LEFT : RetryRefusal.BODY_GONE);
    }

    private static GatewayException known(@Nullable GatewayException failure) {
        if (failure == null) {
            throw new IllegalStateException("Neither an answer nor a failure");
        }
        return failure;
    }

    /** The client must not have left, nor any of its body be gone. */
    private boolean canBeSentAgain(@Nullable GatewayException failure) {
        boolean isWhole = !(request.body() instanceof Body.Stream) || isUntouched(failure);
        return isWhole && !context.cancellation().isCancelled();
    }

    /** Where no connection was made, not even a body that passes by once was begun. */
    private static boolean isUntouched(@Nullable GatewayException failure) {
        return failure != null
                && failure.reach() == Reach.NOT_SENT
                && (failure.kind() == ErrorKind.UPSTREAM_UNREACHABLE || failure.kind() == ErrorKind.UPSTREAM_TIMEOUT);
    }

    private boolean mayRetry(Deployment deployment) {
        return canBeSentAgain(null)
                && !deployment.group().isEmpty()
                && (anyRetriesLeft(deployment) || with.settings().fallbacks().any(deployment.group()));
    }

    private boolean anyRetriesLeft(Deployment deployment) {
        for (FailureClass failure : FAILURES) {
            if (retriesLeft(deployment, failure)) {
                return true;
            }
        }
        return false;
    }

    private boolean retriesLeft(Deployment deployment, FailureClass failure) {
        return !deployment.group().isEmpty()
                && attemptsInGroup <= with.settings().retries().after(failure, deployment);
    }

    private boolean isImpatient(Deployment deployment) {
        return request.streamed() && deployment.streamFirstByte().isPresent();
    }

    private Optional<Deployment> after(Deployment deployment, Judgement judgement) {
        if (judgement.next() == Judgement.Next.ELSEWHERE) {
            plan.exclude(deployment);
        }
        boolean retry = judgement.refusal().isEmpty()
                && retriesLeft(deployment, judgement.failure().orElse(FailureClass.BAD_REQUEST));
        Optional<Deployment> next = retry ? plan.next() : Optional.empty();
        RetryRefusal why = retry ? RetryRefusal.NO_DEPLOYMENT_LEFT : noRetry(judgement);
        if (next.isPresent() && isTooLongToWait(next.get(), judgement)) {
            plan.giveBack(next.get());
            next = Optional.empty();
            why = RetryRefusal.WAIT_TOO_LONG;
        }
        Optional<Deployment> other = next.or(() -> takenOver(Optional.of(judgement)));
        return other.isPresent() ? other : refused(Optional.of(why));
    }

    private static RetryRefusal noRetry(Judgement judgement) {
        return judgement.refusal().isPresent() ? RetryRefusal.FINAL_ANSWER : RetryRefusal.NO_RETRIES_LEFT;
    }

    private boolean isTooLongToWait(Deployment next, Judgement judgement) {
        return tried.contains(next.id())
                && judgement
                        .retryAfter()
                        .filter(wait -> wait.compareTo(Backoff.LONGEST) > 0)
                        .isPresent();
    }

    /** A deployment of a group that takes over; objects that live in an account tie the call to it. */
    private Optional<Deployment> takenOver(Optional<Judgement> judgement) {
        Optional<String> group = plan.group();
        if (group.isEmpty() || query.home() != null) {
            return Optional.empty();
        }
        FallbackGroups groups =
                fallbacks == null ? new FallbackGroups(with.settings().fallbacks()) : fallbacks;
        fallbacks = groups;
        Optional<String> other = groups.after(group.get(), judgement);
        while (other.isPresent()) {
            Optional<Plan> next = planOf(other.get());
            Optional<Deployment> deployment = next.flatMap(Plan::next);
            if (deployment.isPresent()) {
                plan = next.get();
                attemptsInGroup = 0;
                record.takenOver();
                return deployment;
            }
            other = groups.after(other.get(), judgement);
        }
        return Optional.empty();
    }

    /** A group that is named and does not exist helps nobody. */
    private Optional<Plan> planOf(String group) {
        try {
            return Optional.of(router.plan(new RouteQuery(group, true, null)));
        } catch (GatewayException unknown) {
            return Optional.empty();
        }
    }

    private void giveUp(Deployment deployment, Attempt.@Nullable Answer answer) {
        router.finished(deployment, 0);
        if (answer != null) {
            Drain.away(answer.reply().body(), loop);
        }
    }

    private void again(Deployment next, Judgement judgement) {
        if (tried.contains(next.id())) {
            Duration wait = Backoff.before(
                    attemptsInGroup,
                    judgement.retryAfter(),
                    with.settings().retries().leastWait(),
                    with.random());
            Pause.before(wait, loop, context.cancellation(), () -> guarded(() -> attempt(next)));
        } else {
            attempt(next);
        }
    }
}
