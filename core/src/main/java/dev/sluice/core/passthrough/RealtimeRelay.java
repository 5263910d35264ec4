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
import dev.sluice.core.realtime.QueryModel;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Router;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
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
    private final Router router;
    private final Providers providers;
    private final LogSink sink;
    private final Clock clock;
    private final LongSupplier nanos;

    /**
     * The service of one gateway.
     *
     * @param nanos a monotonic time in nanoseconds
     */
    public RealtimeRelay(
            Gate gate, Router router, Providers providers, LogSink sink, Clock clock, LongSupplier nanos) {
        this.gate = gate;
        this.router = router;
        this.providers = providers;
        this.sink = sink;
        this.clock = clock;
        this.nanos = nanos;
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
        CallRecord record = new CallRecord(request, sink, clock.instant(), nanos);
        return PassThrough.guarded(() -> admit(request, record)).exceptionally(failure -> {
            return new Opening.Refused(PassThrough.refused(failure, record));
        });
    }

    private CompletionStage<Opening> admit(GatewayRequest request, CallRecord record) {
        OfferedProtocols offered = OfferedProtocols.in(request.headers());
        return gate.admit(request.headers(), offered.key())
                .thenComposeAsync(
                        principal -> connect(request, offered, principal, record),
                        request.loop()::run);
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
        ProviderRequest handshake = new ProviderRequest(
                request.method(),
                request.path(),
                request.query(),
                forUpstream(request.headers(), offered),
                Body.EMPTY,
                null,
                true);
        return new RealtimeAttempts(
                        router,
                        providers,
                        router.plan(RouteQuery.of(model.orElse(null))),
                        handshake,
                        new CallContext(request.callId(), principal, request.cancellation()),
                        request.loop(),
                        record)
                .next(null)
                .thenApply(opened -> opening(opened, request, record));
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
        return headers.toBuilder()
                .remove(name -> name.toLowerCase(Locale.ROOT).startsWith(HANDSHAKE_PREFIX));
    }

    private static Opening opening(RealtimeAttempts.Opened opened, GatewayRequest request, CallRecord record) {
        if (opened.upgrade() instanceof Upgrade.Accepted accepted) {
            RealtimeSession session =
                    new RealtimeSession(accepted.channel(), record, request.loop(), opened.finished());
            session.endWith(request.cancellation());
            Headers.Builder headers = withoutHandshake(HopByHop.strip(accepted.headers()));
            accepted.headers()
                    .first(OfferedProtocols.HEADER)
                    .ifPresent(chosen -> headers.add(OfferedProtocols.HEADER, chosen));
            return new Opening.Ready(headers.build(), session);
        }
        opened.finished().run();
        HttpReply refusal = ((Upgrade.Refused) opened.upgrade()).reply();
        return new Opening.Refused(PassThrough.recorded(refusal, record, request.loop()));
    }
}
