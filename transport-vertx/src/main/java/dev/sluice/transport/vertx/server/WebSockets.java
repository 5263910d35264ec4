package dev.sluice.transport.vertx.server;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.passthrough.GatewayRequest;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.passthrough.RealtimeRelay;
import dev.sluice.core.passthrough.RealtimeSession;
import dev.sluice.transport.vertx.websocket.Cut;
import dev.sluice.transport.vertx.websocket.FrameSocket;
import dev.sluice.transport.vertx.websocket.Handshake;
import dev.sluice.transport.vertx.websocket.Peer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that ask for a WebSocket. Their handshake is answered when the upstream's is, with whatever that was. Lives on
 * one event loop.
 */
final class WebSockets {
    private static final String WEBSOCKET = "websocket";
    private static final String UPGRADE = "upgrade";

    /** How long before the end of a drain sessions are told, so that they can close. */
    private static final Duration NOTICE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final PassThrough passThrough;
    private final RealtimeRelay relay;
    private final long largestMessage;
    private final BooleanSupplier draining;
    private final Consumer<HttpConnection> upgraded;

    /**
     * The WebSockets of one event loop.
     *
     * @param upgraded learns of connections that are none of HTTP any more
     */
    WebSockets(
            Vertx vertx,
            PassThrough passThrough,
            RealtimeRelay relay,
            long largestMessage,
            BooleanSupplier draining,
            Consumer<HttpConnection> upgraded) {
        this.vertx = vertx;
        this.passThrough = passThrough;
        this.relay = relay;
        this.largestMessage = largestMessage;
        this.draining = draining;
        this.upgraded = upgraded;
    }

    /** Whether the request asks for a WebSocket, rather than being an ordinary one on the same path. */
    static boolean isWanted(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.version() == HttpVersion.HTTP_1_1
                && names(request, HttpHeaders.UPGRADE, WEBSOCKET)
                && names(request, HttpHeaders.CONNECTION, UPGRADE);
    }

    private static boolean names(HttpServerRequest request, CharSequence header, String token) {
        return request.headers().getAll(header).stream()
                .flatMap(field -> Stream.of(field.split(",", -1)))
                .anyMatch(element -> element.strip().equalsIgnoreCase(token));
    }

    void serve(HttpServerRequest request, RequestTarget target) {
        Inbound inbound = new Inbound(vertx, request);
        ReplyWriter writer = new ReplyWriter(vertx, request, inbound);
        GatewayRequest call = inbound.toGatewayRequest(target);
        GatewayException refusal = refusal(request, inbound);
        if (refusal != null) {
            passThrough.answer(call, () -> refuse(refusal)).whenComplete((reply, impossible) -> writer.write(reply));
            return;
        }
        relay.open(call).whenComplete((opening, impossible) -> {
            if (opening instanceof RealtimeRelay.Opening.Refused refused) {
                writer.write(refused.reply());
            } else {
                accept(request, inbound, (RealtimeRelay.Opening.Ready) opening);
            }
        });
    }

    private static HttpReply refuse(GatewayException refusal) {
        throw refusal;
    }

    private @Nullable GatewayException refusal(HttpServerRequest request, Inbound inbound) {
        if (draining.getAsBoolean()) {
            return GatewayException.notSent(
                    ErrorKind.OVERLOADED, "The gateway is shutting down. Connect again, to another instance.");
        }
        if (!inbound.isRead()) {
            return invalid("A request for a WebSocket has no body. Send none.");
        }
        if (!Handshake.VERSION_13.equals(request.getHeader(Handshake.VERSION))) {
            request.response().putHeader(Handshake.VERSION, Handshake.VERSION_13);
            return invalid("Version 13 of the WebSocket protocol is spoken here. Send Sec-WebSocket-Version: 13.");
        }
        if (!Handshake.isKey(request.getHeader(Handshake.KEY))) {
            return invalid("Sec-WebSocket-Key must be 16 bytes in base64.");
        }
        return null;
    }

    private static GatewayException invalid(String message) {
        return GatewayException.notSent(ErrorKind.INVALID_REQUEST, message);
    }

    private void accept(HttpServerRequest request, Inbound inbound, RealtimeRelay.Opening.Ready ready) {
        HttpServerResponse response = request.response();
        if (response.closed() || draining.getAsBoolean()) {
            inbound.cancellation().cancel();
            response.reset();
            return;
        }
        try {
            ready.headers().forEach((name, value) -> response.headers().add(name, value));
            response.putHeader(HttpHeaders.UPGRADE, WEBSOCKET)
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                    .putHeader(Handshake.ACCEPT, Handshake.accept(request.getHeader(Handshake.KEY)))
                    .putHeader(CallIds.HEADER, inbound.callId());
        } catch (IllegalArgumentException unwritable) {
            inbound.cancellation().cancel();
            response.reset();
            return;
        }
        HttpConnection connection = request.connection();
        request.toNetSocket()
                .onComplete(
                        socket -> {
                            upgraded.accept(connection);
                            relay(socket, ready.session());
                        },
                        failure -> inbound.cancellation().cancel());
    }

    private void relay(NetSocket socket, RealtimeSession session) {
        FrameSocket channel = new FrameSocket(vertx, socket, Peer.CLIENT, Cut.of(socket), largestMessage);
        socket.shutdownHandler(longest -> {
            Duration notice = NOTICE.compareTo(longest.dividedBy(2)) < 0 ? NOTICE : longest.dividedBy(2);
            vertx.setTimer(Math.max(1, longest.minus(notice).toMillis()), due -> channel.shutDown());
        });
        session.relay(channel);
    }
}
