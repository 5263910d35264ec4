package dev.sluice.transport.vertx.server;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.passthrough.GatewayRequest;
import dev.sluice.transport.vertx.stream.Fields;
import dev.sluice.transport.vertx.stream.ReadStreamPublisher;
import dev.sluice.transport.vertx.stream.VertxLoop;
import dev.sluice.transport.vertx.stream.Watchdog;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A request of Vert.x's as one of ours. Paused until its body is asked for. Lives on the connection's event loop. */
final class Inbound implements ReadStreamPublisher.Listener {
    /** How long a client may keep us waiting for the next bytes of its body. */
    private static final Duration SLOWEST_CLIENT = Duration.ofSeconds(120);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Cancellation cancellation = new Cancellation();
    private final Watchdog watchdog;
    private final @Nullable ReadStreamPublisher body;
    private final OptionalLong length;
    private final String callId;
    private boolean continued;
    private boolean read;

    Inbound(Vertx vertx, HttpServerRequest request) {
        this.vertx = vertx;
        this.request = request;
        this.callId = CallIds.of(request.getHeader(CallIds.HEADER));
        this.watchdog = new Watchdog(vertx, this::clientIsTooSlow);
        boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        length = chunked || announced == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(announced));
        if (chunked || length.orElse(0) > 0) {
            request.pause();
            body = new ReadStreamPublisher(request, failure -> clientClosed(), this);
        } else {
            body = null;
            read = true;
            request.exceptionHandler(failure -> cancellation.cancel());
        }
        request.response().closeHandler(closed -> left());
        request.response().exceptionHandler(failure -> left());
    }

    String callId() {
        return callId;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Whether the client has sent all of its body, so that its connection may serve another request. */
    boolean isRead() {
        return read;
    }

    GatewayRequest toGatewayRequest(RequestTarget target) {
        Body content = body == null ? Body.EMPTY : new Body.Stream(body, length);
        return new GatewayRequest(
                callId,
                request.method().name(),
                target.path(),
                target.query(),
                Fields.of(request.headers()),
                content,
                target.entry(),
                cancellation,
                new VertxLoop(vertx.getOrCreateContext()));
    }

    private void left() {
        watchdog.stop();
        cancellation.cancel();
        if (body != null) {
            body.fail(clientClosed());
            // What a paused request holds back would be dropped with its buffers unreleased; read, it goes nowhere.
            request.resume();
        }
    }

    private void clientIsTooSlow() {
        if (body != null) {
            body.fail(GatewayException.notSent(
                    ErrorKind.REQUEST_TIMEOUT,
                    "No byte of the request body came for " + SLOWEST_CLIENT.toSeconds() + " seconds."));
        }
    }

    private static GatewayException clientClosed() {
        return GatewayException.notSent(ErrorKind.CLIENT_CLOSED, "The client left before its request was complete.");
    }

    /** The first wish for the body is the moment to let a waiting client begin. */
    @Override
    public void wanted() {
        if (!continued) {
            continued = true;
            if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                request.response().writeContinue();
            }
        }
        watchdog.await(SLOWEST_CLIENT);
    }

    @Override
    public void chunk(boolean moreWanted) {
        watchdog.touch();
        if (!moreWanted) {
            watchdog.rest();
        }
    }

    @Override
    public void ended(boolean complete) {
        read |= complete;
        watchdog.stop();
    }

    @Override
    public void cancelled() {
        watchdog.stop();
    }
}
