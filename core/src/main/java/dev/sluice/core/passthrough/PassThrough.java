package dev.sluice.core.passthrough;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.call.Principal;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.ErrorReplies;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HopByHop;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.RawPath;
import dev.sluice.core.json.ModelField;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves a call: admits it, reads what it must know of the body, chooses the deployment, relays the answer, and leaves
 * one record.
 *
 * <p>Thread-safe; one call stays on the event loop that handed it in.
 */
public final class PassThrough {
    private final Gate gate;
    private final Router router;
    private final Providers providers;
    private final LogSink sink;
    private final BodyLimits limits;
    private final Clock clock;
    private final LongSupplier nanos;

    /**
     * The service of one gateway.
     *
     * @param nanos a monotonic time in nanoseconds
     */
    public PassThrough(
            Gate gate,
            Router router,
            Providers providers,
            LogSink sink,
            ServerSettings settings,
            Clock clock,
            LongSupplier nanos) {
        this.gate = gate;
        this.router = router;
        this.providers = providers;
        this.sink = sink;
        this.limits = new BodyLimits(
                settings.replayLimit(), settings.maxRequestBytes(), new BodyBudget(settings.replayBudget()));
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * Serves the call. The stage never fails: the gateway's own failures are answers too, see {@link ErrorReplies}. A
     * reply's body must be subscribed to, or the call cancelled.
     */
    public CompletionStage<HttpReply> serve(GatewayRequest request) {
        return onRecord(
                request,
                record -> admit(request)
                        .thenComposeAsync(principal -> admitted(request, principal, record), request.loop()::run));
    }

    /** Admits and records a call that the gateway answers by itself; what the answer throws is its answer. */
    public CompletionStage<HttpReply> answer(GatewayRequest request, Supplier<HttpReply> answer) {
        return onRecord(
                request,
                record -> admit(request)
                        .thenApplyAsync(
                                principal -> {
                                    record.admitted(principal.name());
                                    return answer.get();
                                },
                                request.loop()::run));
    }

    /** Whatever happens within, the call ends with one answer and one record. */
    private CompletionStage<HttpReply> onRecord(
            GatewayRequest request, Function<CallRecord, CompletionStage<HttpReply>> call) {
        CallRecord record = new CallRecord(request, sink, clock.instant(), nanos);
        return guarded(() -> call.apply(record))
                .thenApply(reply -> recorded(reply, record, request.loop()))
                .exceptionally(failure -> refused(failure, record));
    }

    private CompletionStage<Principal> admit(GatewayRequest request) {
        return gate.admit(request.headers());
    }

    /** What a stranger's code throws, or leaves out, is a failure of the stage it should have made. */
    static <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> code) {
        try {
            return Objects.requireNonNull(code.get());
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private CompletionStage<HttpReply> admitted(GatewayRequest request, Principal principal, CallRecord record) {
        record.admitted(principal.name());
        if (RawPath.hasDotSegments(request.path())) {
            throw GatewayException.notSent(
                    ErrorKind.INVALID_REQUEST, "The path has '.' or '..' segments. Send the path without them.");
        }
        RequestReader reader = new RequestReader(request.body(), new RequestScan(request.headers()), limits);
        record.reading(reader::bytesRead);
        CallContext context = new CallContext(request.callId(), principal, request.cancellation());
        return reader.read().thenCompose(body -> send(request, body, context, record));
    }

    private CompletionStage<HttpReply> send(
            GatewayRequest request, RequestBody body, CallContext context, CallRecord record) {
        return guarded(() -> attempt(request, body, context, record))
                .whenComplete((reply, failure) -> limits.budget().release(body.reserved()));
    }

    private CompletionStage<HttpReply> attempt(
            GatewayRequest request, RequestBody body, CallContext context, CallRecord record) {
        @Nullable String model = body.model().map(ModelField::name).orElse(null);
        if (model != null) {
            record.asksFor(model);
        }
        checkDecided(body);
        Deployment deployment = router.plan(RouteQuery.of(model))
                .next()
                .orElseThrow(() -> GatewayException.notSent(ErrorKind.NO_UPSTREAM, "No deployment is left."));
        record.attempt(deployment);
        Duration before = record.elapsed();
        ProviderRequest toSend = new ProviderRequest(
                request.method(),
                request.path(),
                request.query(),
                gate.forUpstream(request.headers()),
                body.body(),
                body.model().orElse(null),
                body.streamed());
        return guarded(() -> providers.of(deployment).call(deployment, toSend, context))
                .whenCompleteAsync(
                        (reply, failure) -> report(deployment, reply, failure, before, record), request.loop()::run);
    }

    /** A body that was not read to its end might name a model there: better refused than sent to the wrong place. */
    private void checkDecided(RequestBody body) {
        if (!body.undecided() || router.deployments().isEmpty()) {
            return;
        }
        if (body.tooLarge()) {
            throw new GatewayException(
                    ErrorKind.PAYLOAD_TOO_LARGE,
                    Reach.NOT_SENT,
                    "The body is larger than what this gateway reads to find its model"
                            + " (general_settings.replay_limit_mb). Put 'model' first in the body.",
                    "model");
        }
        throw GatewayException.notSent(
                ErrorKind.OVERLOADED,
                "The gateway holds too many request bodies at the moment (general_settings.replay_budget_mb). Try"
                        + " again later, or put 'model' first in the body.");
    }

    private void report(
            Deployment deployment,
            @Nullable HttpReply reply,
            @Nullable Throwable failure,
            Duration before,
            CallRecord record) {
        Optional<GatewayException> known = Optional.ofNullable(failure).map(GatewayException::from);
        int status = reply == null ? 0 : reply.status();
        record.attempted(status, known.map(GatewayException::kind));
        router.report(new AttemptOutcome(
                deployment, Optional.empty(), Optional.empty(), record.elapsed().minus(before)));
    }

    static HttpReply recorded(HttpReply reply, CallRecord record, EventLoop loop) {
        HttpReply clean = reply.withHeaders(HopByHop.strip(reply.headers()));
        record.head(reply.status());
        AnswerTap tap = new AnswerTap(clean.headers());
        if (clean.body() instanceof Body.Stream stream) {
            return clean.withBody(
                    new Body.Stream(new RecordedBody(stream.publisher(), tap, record, loop), stream.length()));
        }
        if (clean.body() instanceof Body.Bytes bytes) {
            bytes.slices().forEach(tap::feed);
            record.sent(bytes.size());
        }
        record.completed(tap.usage());
        return clean;
    }

    static HttpReply refused(Throwable failure, CallRecord record) {
        GatewayException known = GatewayException.from(failure);
        HttpReply reply = ErrorReplies.of(known);
        record.sent(reply.body().length().orElse(0));
        record.failed(known);
        return reply;
    }
}
