package dev.sluice.core.passthrough;

import dev.sluice.core.attempt.ErrorBody;
import dev.sluice.core.attempt.FirstEvent;
import dev.sluice.core.attempt.Lookahead;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.spi.ProviderRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One attempt on one deployment, up to the point where it can be judged: the head of the answer, of an error its body, and
 * of an event stream that others could still serve its first event. Lives on its call's event loop.
 */
final class Attempt {
    private static final int LARGEST_ERROR = 64 << 10;
    private static final int LARGEST_EVENT = 64 << 10;
    /** So long a head, and what comes before the first event, is held back where others could serve the call. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(1);

    private final Providers providers;
    private final Deployment deployment;
    private final ProviderRequest request;
    private final CallContext context;
    private final EventLoop loop;
    private final boolean othersCould;
    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private final Cancellation ours;
    private Cancellation.Registration timer = () -> {};

    Attempt(
            Providers providers,
            Deployment deployment,
            ProviderRequest request,
            CallContext context,
            EventLoop loop,
            boolean othersCould) {
        this.providers = providers;
        this.deployment = deployment;
        this.request = request;
        this.context = context;
        this.loop = loop;
        this.othersCould = othersCould;
        this.ours = isImpatient() ? new Cancellation() : context.cancellation();
    }

    private boolean isImpatient() {
        return othersCould && request.streamed() && deployment.streamFirstByte().isPresent();
    }

    /** Completes on the loop. */
    CompletionStage<Answer> run() {
        if (isImpatient()) {
            context.cancellation().onCancel(ours::cancel);
            timer = loop.after(deployment.streamFirstByte().orElseThrow(), this::expired);
        }
        CallContext own = new CallContext(context.callId(), context.principal(), ours, loop, context.trace());
        Guarded.stage(() -> providers.of(deployment).call(deployment, request, own))
                .whenCompleteAsync((reply, failure) -> guarded(() -> head(reply, failure)), loop::run);
        return result;
    }

    /** A stranger's body may throw where it is subscribed to; the call must not wait for ever. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException thrown) {
            fail(thrown);
        }
    }

    private void head(HttpReply reply, Throwable failure) {
        if (failure != null) {
            fail(failure);
        } else if (result.isDone()) {
            ours.cancel();
        } else if (othersCould
                && reply.status() < 300
                && isEventStream(reply)
                && reply.body() instanceof Body.Stream events) {
            FirstEvent first = new FirstEvent();
            Lookahead lookahead = new Lookahead(events, LARGEST_EVENT, loop);
            if (!isImpatient()) {
                timer = loop.after(LONGEST_HOLD, lookahead::stop);
            }
            lookahead.begin(first).whenComplete((seen, broken) -> seen(reply, seen, first.error(), broken));
        } else if (tellsWhy(reply) && reply.body() instanceof Body.Stream error) {
            new Lookahead(error, LARGEST_ERROR, loop)
                    .begin(slice -> false)
                    .whenComplete((seen, broken) -> seen(reply, seen, Optional.empty(), broken));
        } else {
            List<ByteBuffer> inMemory = reply.body() instanceof Body.Bytes bytes ? bytes.slices() : List.of();
            succeed(answer(reply, Optional.empty(), inMemory));
        }
    }

    private void seen(HttpReply reply, Lookahead.Seen seen, Optional<ErrorBody> firstEvent, Throwable broken) {
        if (broken != null) {
            fail(broken);
        } else {
            succeed(answer(reply.withBody(seen.body()), firstEvent, seen.slices()));
        }
    }

    private Answer answer(HttpReply reply, Optional<ErrorBody> firstEvent, List<ByteBuffer> body) {
        return new Answer(
                reply,
                firstEvent,
                decides(reply) ? ErrorBody.of(body) : ErrorBody.UNREAD,
                mayBeTheEnd(reply) && AssistantsEnd.isTold(reply, body));
    }

    private boolean tellsWhy(HttpReply reply) {
        return decides(reply) || mayBeTheEnd(reply);
    }

    private boolean mayBeTheEnd(HttpReply reply) {
        return AssistantsEnd.mayBeTold(reply, deployment, request.path());
    }

    /** What the body of an error says decides only where there is a group to choose from. */
    private boolean decides(HttpReply reply) {
        return (reply.status() == 400 || reply.status() == 404)
                && !deployment.group().isEmpty()
                && type(reply).contains("json")
                && !reply.headers().contains("Content-Encoding");
    }

    private static boolean isEventStream(HttpReply reply) {
        return type(reply).startsWith("text/event-stream") && !reply.headers().contains("Content-Encoding");
    }

    private static String type(HttpReply reply) {
        return reply.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    }

    private void succeed(Answer answer) {
        timer.remove();
        if (!result.complete(answer)) {
            ours.cancel();
        }
    }

    private void fail(Throwable failure) {
        timer.remove();
        result.completeExceptionally(failure);
    }

    private void expired() {
        if (result.completeExceptionally(new GatewayException(
                ErrorKind.UPSTREAM_TIMEOUT, Reach.SENT, "The upstream's first event did not come in time."))) {
            ours.cancel();
        }
    }

    /**
     * What can be judged of an attempt.
     *
     * @param reply the answer
     * @param error the error that its first event is
     * @param refusal what the body of an error says
     * @param endOfAssistants whether it says that the upstream has no Assistants API
     */
    record Answer(HttpReply reply, Optional<ErrorBody> error, ErrorBody refusal, boolean endOfAssistants) {}
}
