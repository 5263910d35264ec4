package dev.sluice.core.passthrough;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Principal;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HopByHop;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.RawPath;
import dev.sluice.core.ids.Homes;
import dev.sluice.core.json.ModelField;
import dev.sluice.core.realtime.QueryModel;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.ProviderRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Serves a client that asks for a WebSocket: admits it, chooses the deployment by the model of its query, and connects to
 * it before the client is answered, so that whatever the upstream refuses with is the client's answer, too.
 *
 * <p>Thread-safe; one call stays on the event loop that handed it in.
 */
public final class RealtimeRelay {
    private static final String HANDSHAKE_PREFIX = "sec-websocket-";
    private static final String AUTHORITY = "//";

    private final Gate gate;
    private final Dispatcher dispatcher;
    private final RouteFinder routes;
    private final Recorder recorder;

    /**
     * The service of one gateway.
     *
     * @param nanos a monotonic time in nanoseconds
     */
    public RealtimeRelay(Gate gate, Dispatcher dispatcher, Homes homes, LogSink sink, LongSupplier nanos) {
        this.gate = gate;
        this.dispatcher = dispatcher;
        this.recorder = Recorder.of(sink, dispatcher, nanos);
        this.routes = new RouteFinder(dispatcher, homes, recorder.tracing());
    }

    /** What a client that asked for a WebSocket is to be answered. */
    public sealed interface Opening {
        /**
         * It gets one: the edge completes the handshake and calls {@link RealtimeSession#relay}, or cancels the call.
         *
         * @param headers headers for the answer; {@code Sec-WebSocket-Protocol} where one was chosen
         * @param session what to relay
         */
        record Ready(Headers headers, RealtimeSession session) implements Opening {}

        /**
         * It gets none.
         *
         * @param reply the answer; its body must be subscribed to, or the call cancelled
         */
        record Refused(HttpReply reply) implements Opening {}
    }

    /**
     * Opens a session. The stage never fails: the gateway's own failures are answers too.
     *
     * @param request the handshake; has no body
     */
    public CompletionStage<Opening> open(GatewayRequest request) {
        CallRecord record = recorder.received(request);
        return Guarded.stage(() -> admit(request, record))
                .exceptionallyAsync(
                        failure -> new Opening.Refused(PassThrough.refused(failure, record)), request.loop()::run);
    }

    private CompletionStage<Opening> admit(GatewayRequest request, CallRecord record) {
        gate.enter(record);
        OfferedProtocols offered = OfferedProtocols.in(request.headers());
        return gate.admit(request.headers(), offered.key())
                .thenComposeAsync(principal -> connect(request, offered, principal, record), request.loop()::run);
    }

    private CompletionStage<Opening> connect(
            GatewayRequest request, OfferedProtocols offered, Principal principal, CallRecord record) {
        record.admitted(principal.name());
        checkOrigin(request.headers(), principal);
        if (RawPath.hasDotSegments(request.path())) {
            throw GatewayException.notSent(
                    ErrorKind.INVALID_REQUEST, "The path has '.' or '..' segments. Send the path without them.");
        }
        Optional<String> model = QueryModel.in(request.query()).map(QueryModel::name);
        model.ifPresent(record::asksFor);
        Headers forUpstream = forUpstream(request.headers(), offered);
        CallContext context = record.context(principal);
        return routes.find(request, bodyNaming(model), forUpstream, context)
                .thenComposeAsync(
                        route -> {
                            ProviderRequest handshake = new ProviderRequest(
                                    request.method(),
                                    route.path(),
                                    route.rawQuery().text(),
                                    forUpstream,
                                    Body.EMPTY,
                                    null,
                                    false);
                            return new RealtimeAttempts(dispatcher, route.query(), handshake, context, record).open();
                        },
                        request.loop()::run)
                .thenApply(upgrade -> opening(upgrade, request, record));
    }

    /** A handshake has no body, but its query says what a body would. */
    private static RequestBody bodyNaming(Optional<String> model) {
        return new RequestBody(
                Body.EMPTY,
                0,
                model.map(name -> new ModelField(name, 0, 0)),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Set.of(),
                false,
                false);
    }

    /**
     * Browsers let every page open WebSockets to every server, and read what comes. Where a key is asked for, a page needs
     * it; where none is, only pages of this very server may come in.
     */
    private static void checkOrigin(Headers handshake, Principal principal) {
        Optional<String> origin = handshake.first("Origin");
        if (!principal.equals(Principal.ANONYMOUS) || origin.isEmpty()) {
            return;
        }
        int authority = origin.get().indexOf(AUTHORITY);
        boolean own = authority >= 0
                && handshake
                        .first("Host")
                        .filter(origin.get().substring(authority + AUTHORITY.length())::equalsIgnoreCase)
                        .isPresent();
        if (!own) {
            throw GatewayException.notSent(
                    ErrorKind.UNAUTHENTICATED,
                    "Pages of other origins may open no WebSocket here, since this gateway asks nobody for a key. Set"
                            + " general_settings.master_key, and present it as a sub-protocol"
                            + " 'openai-insecure-api-key.YOUR_KEY'.");
        }
    }

    private Headers forUpstream(Headers handshake, OfferedProtocols offered) {
        Headers.Builder headers = withoutHandshake(gate.forUpstream(handshake));
        if (!offered.names().isEmpty()) {
            headers.add(OfferedProtocols.HEADER, String.join(", ", offered.names()));
        }
        return headers.build();
    }

    private static Headers.Builder withoutHandshake(Headers headers) {
        return headers.toBuilder().remove(name -> name.toLowerCase(Locale.ROOT).startsWith(HANDSHAKE_PREFIX));
    }

    private static Opening opening(Upgrade upgrade, GatewayRequest request, CallRecord record) {
        if (upgrade instanceof Upgrade.Accepted accepted) {
            RealtimeSession session = new RealtimeSession(accepted.channel(), record, request.loop());
            session.endWith(request.cancellation());
            Headers.Builder headers = record.describe(withoutHandshake(HopByHop.strip(accepted.headers())));
            accepted.headers()
                    .first(OfferedProtocols.HEADER)
                    .ifPresent(chosen -> headers.add(OfferedProtocols.HEADER, chosen));
            return new Opening.Ready(headers.build(), session);
        }
        HttpReply refusal = ((Upgrade.Refused) upgrade).reply();
        return new Opening.Refused(
                PassThrough.recorded(new PassThrough.Answered(refusal, AnswerTap.NONE), record, request.loop()));
    }
}
