package dev.sluice.core.passthrough;

import dev.sluice.core.attempt.Judge;
import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.call.Principal;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.ErrorReplies;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HopByHop;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.RawPath;
import dev.sluice.core.ids.Homes;
import dev.sluice.core.ids.ModelNames;
import dev.sluice.core.routing.Home;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.ProviderRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Serves a call: admits it, reads what it must know of the body, finds where it may go, has it answered there, relays the
 * answer, and leaves one record.
 *
 * <p>Thread-safe; one call stays on the event loop that handed it in.
 */
public final class PassThrough {
    private final Gate gate;
    private final Dispatcher dispatcher;
    private final Homes homes;
    private final RouteFinder routes;
    private final AssistantsEnd end;
    private final Recorder recorder;
    private final BodyLimits limits;

    /**
     * The service of one gateway.
     *
     * @param nanos a monotonic time in nanoseconds
     */
    public PassThrough(
            Gate gate, Dispatcher dispatcher, Homes homes, LogSink sink, ServerSettings settings, LongSupplier nanos) {
        this.gate = gate;
        this.dispatcher = dispatcher;
        this.homes = homes;
        this.recorder = Recorder.of(sink, dispatcher, nanos);
        this.routes = new RouteFinder(dispatcher, homes, recorder.tracing());
        this.limits = new BodyLimits(
                settings.replayLimit(), settings.maxRequestBytes(), new BodyBudget(settings.replayBudget()));
        this.end = new AssistantsEnd(sink, dispatcher.clock());
    }

    /** The bytes of request bodies that are kept to be sent again. */
    public long replayBytes() {
        return limits.budget().used();
    }

    /**
     * Serves the call. The stage never fails: the gateway's own failures are answers too, see {@link ErrorReplies}. A
     * reply's body must be subscribed to, or the call cancelled.
     */
    public CompletionStage<HttpReply> serve(GatewayRequest request) {
        return onRecord(request, record -> {
            gate.enter(record);
            return gate.admit(request.headers())
                    .thenComposeAsync(principal -> admitted(request, principal, record), request.loop()::run);
        });
    }

    /**
     * Serves a call that the gateway itself makes in the name of a principal: as {@link #serve} does, but no key is asked
     * for.
     */
    public CompletionStage<HttpReply> serveAs(Principal principal, GatewayRequest request) {
        return onRecord(request, record -> admitted(request, principal, record));
    }

    /** Admits and records a call that the gateway answers by itself; what the answer throws is its answer. */
    public CompletionStage<HttpReply> answer(GatewayRequest request, Supplier<HttpReply> answer) {
        return onRecord(
                request,
                record -> gate.admit(request.headers())
                        .thenApplyAsync(
                                principal -> {
                                    record.admitted(principal.name());
                                    return new Answered(answer.get(), AnswerTap.NONE);
                                },
                                request.loop()::run));
    }

    /** Whatever happens within, the call ends with one answer and one record. */
    private CompletionStage<HttpReply> onRecord(
            GatewayRequest request, Function<CallRecord, CompletionStage<Answered>> call) {
        CallRecord record = recorder.received(request);
        return Guarded.stage(() -> call.apply(record))
                .thenApply(answered -> recorded(answered, record, request.loop()))
                .exceptionallyAsync(failure -> refused(failure, record), request.loop()::run);
    }

    private CompletionStage<Answered> admitted(GatewayRequest request, Principal principal, CallRecord record) {
        record.admitted(principal.name());
        if (RawPath.hasDotSegments(request.path())) {
            throw GatewayException.notSent(
                    ErrorKind.INVALID_REQUEST, "The path has '.' or '..' segments. Send the path without them.");
        }
        RequestReader reader = new RequestReader(
                request.body(),
                RequestScan.of(request.headers(), homes.matter(), model -> routes.mayRename(request, model)),
                limits);
        record.reading(reader::bytesRead);
        CallContext context = record.context(principal);
        return reader.read().thenCompose(body -> {
            if (body.body() instanceof Body.Bytes) {
                record.read(reader.bytesRead());
            }
            return Guarded.stage(() -> dispatched(request, body, context, record))
                    .whenComplete((reply, failure) -> limits.budget().release(body.reserved()));
        });
    }

    private CompletionStage<Answered> dispatched(
            GatewayRequest request, RequestBody body, CallContext context, CallRecord record) {
        body.model().ifPresent(model -> record.asksFor(model.name()));
        record.wantsStream(body.streamed());
        record.asked(body.body());
        Headers forUpstream = gate.forUpstream(request.headers());
        return routes.find(request, body, forUpstream, context)
                .thenComposeAsync(
                        route -> {
                            ProviderRequest toSend = new ProviderRequest(
                                    request.method(),
                                    route.path(),
                                    route.rawQuery().text(),
                                    forUpstream,
                                    body.body(),
                                    route.model().orElse(null),
                                    body.streamed());
                            Dispatch dispatch =
                                    new Dispatch(dispatcher, route.query(), toSend, context, request.loop(), record);
                            return dispatch.answer().thenApply(reply -> {
                                HttpReply told =
                                        dispatch.endOfAssistants() ? end.hinted(reply, request.callId()) : reply;
                                return new Answered(told, tap(request, told, body, context, record));
                            });
                        },
                        request.loop()::run);
    }

    /**
     * Looks for ids only in answers that made or showed objects, and only where they might live elsewhere. What the gateway
     * tells itself of its usage was counted when its models told it.
     */
    private AnswerTap tap(
            GatewayRequest request, HttpReply reply, RequestBody body, CallContext context, CallRecord record) {
        if (record.deployment().filter(AssistantsRoute::isServedHere).isPresent()) {
            return AnswerTap.NONE;
        }
        Optional<String> account = record.deployment().map(dispatcher.accounts()::of);
        if (!homes.matter() || reply.status() >= 300 || account.isEmpty() || isForgotten(request, body)) {
            return AnswerTap.ofUsage(reply.headers(), record.metering(), record.answerText());
        }
        Home home = new Home(account.get(), context.principal().name());
        boolean ofModels = ModelNames.areNamedBy(request.path());
        return AnswerTap.ofUsageAndIds(
                reply.headers(),
                record.metering(),
                record.answerText(),
                body.stored(),
                id -> !ofModels || ModelNames.isOfOneAccount(id),
                ids -> homes.learn(ids, home));
    }

    /** Completions are kept only where the request asks for it: their ids are nobody's to ask for. */
    private static boolean isForgotten(GatewayRequest request, RequestBody body) {
        return request.method().equals("POST")
                && request.path().endsWith("/completions")
                && !body.stored().orElse(false);
    }

    static HttpReply recorded(Answered answered, CallRecord record, EventLoop loop) {
        HttpReply reply = answered.reply();
        AnswerTap tap = answered.tap();
        if (reply.body() instanceof Body.Bytes bytes) {
            bytes.slices().forEach(tap::feed);
            tap.end();
            record.read(tap);
        }
        Headers.Builder headers = record.describe(reply.headers().toBuilder().remove(HopByHop.of(reply.headers())));
        if (reply.status() >= 400 && record.wasRetried()) {
            headers.set("x-should-retry", "false");
        }
        HttpReply clean = reply.withHeaders(headers.build());
        record.head(reply.status());
        if (clean.body() instanceof Body.Stream stream) {
            return clean.withBody(
                    new Body.Stream(new RecordedBody(stream.publisher(), tap, record, loop), stream.length()));
        }
        if (clean.body() instanceof Body.Bytes bytes) {
            record.sent(bytes.size());
        }
        tap.end();
        record.completed(tap);
        return clean;
    }

    static HttpReply refused(Throwable failure, CallRecord record) {
        GatewayException known = GatewayException.from(failure);
        HttpReply reply = ErrorReplies.of(known);
        Headers.Builder headers = record.describe(reply.headers().toBuilder());
        if (record.wasRetried() || !Judge.mayBeRepeated(known, record.method())) {
            headers.set("x-should-retry", "false");
        }
        record.sent(reply.body().length().orElse(0));
        record.failed(known);
        return reply.withHeaders(headers.build());
    }

    /**
     * An answer on its way to the client.
     *
     * @param reply the answer
     * @param tap looks on as it goes by
     */
    record Answered(HttpReply reply, AnswerTap tap) {}
}
