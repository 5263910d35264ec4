package dev.sluice.transport.vertx.client;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.transport.vertx.stream.Buffers;
import dev.sluice.transport.vertx.stream.Watchdog;
import dev.sluice.transport.vertx.websocket.Cut;
import dev.sluice.transport.vertx.websocket.FrameSocket;
import dev.sluice.transport.vertx.websocket.Handshake;
import dev.sluice.transport.vertx.websocket.Peer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One handshake that asks an upstream for a WebSocket. Its connection is a new one, and serves nothing else whatever comes
 * of it. Lives on its caller's event loop.
 */
final class Upgrading {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LARGEST_REFUSAL = 64 << 10;
    private static final String WEBSOCKET = "websocket";

    private final Vertx vertx;
    private final Context loop;
    private final HttpClientAgent client;
    private final long largestMessage;
    private final HttpCall call;
    private final Cancellation wanted;
    private final Watchdog watchdog;
    private final String key = Handshake.newKey();
    private final CompletableFuture<Upgrade> upgrade = new CompletableFuture<>();

    private Cancellation.Registration cancellation = () -> {};
    private @Nullable HttpClientRequest request;
    private boolean answered;
    private boolean over;

    Upgrading(Vertx vertx, HttpClientAgent client, long largestMessage, HttpCall call, CallContext context) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.client = client;
        this.largestMessage = largestMessage;
        this.call = call;
        this.wanted = context.cancellation();
        this.watchdog = new Watchdog(vertx, () -> end(Failures.timeout(reach())));
    }

    CompletionStage<Upgrade> start() {
        cancellation = wanted.onCancel(this::cancel);
        if (!over) {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setSsl(call.origin().tls())
                    .setHost(call.origin().host())
                    .setPort(call.origin().port())
                    .setURI(call.target())
                    .setFollowRedirects(false)
                    .setConnectTimeout(call.timeouts().connect().toMillis());
            client.request(options).onComplete(this::connected, failure -> end(Failures.connecting(failure)));
        }
        return upgrade;
    }

    private void connected(HttpClientRequest connection) {
        request = connection;
        connection.exceptionHandler(failure -> end(Failures.exchanging(failure, reach())));
        if (over) {
            connection.reset();
            return;
        }
        try {
            call.headers().forEach((name, value) -> connection.headers().add(name, value));
            connection
                    .putHeader(HttpHeaders.UPGRADE, WEBSOCKET)
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                    .putHeader(Handshake.KEY, key)
                    .putHeader(Handshake.VERSION, Handshake.VERSION_13);
        } catch (IllegalArgumentException unwritable) {
            end(GatewayException.notSent(
                    ErrorKind.INVALID_REQUEST, "A header of the request holds characters that cannot be sent on."));
            return;
        }
        Duration limit = call.timeouts().firstByte();
        watchdog.await(limit);
        connection.connect().onComplete(this::head, failure -> end(Failures.exchanging(failure, reach())));
    }

    private void head(HttpClientResponse response) {
        if (over) {
            return;
        }
        answered = true;
        response.exceptionHandler(failure -> end(Failures.exchanging(failure, Reach.STARTED)));
        Headers.Builder fields = Headers.builder();
        for (Map.Entry<String, String> field : response.headers()) {
            fields.add(field.getKey(), field.getValue());
        }
        Headers headers = fields.build();
        if (response.statusCode() == SWITCHING_PROTOCOLS) {
            accepted(response, headers);
        } else if (response.statusCode() < 200) {
            end(Failures.interim());
        } else {
            refused(response, headers);
        }
    }

    private void accepted(HttpClientResponse response, Headers headers) {
        if (!isValid(headers)) {
            end(new GatewayException(
                    ErrorKind.UPSTREAM_INVALID, Reach.SENT, "The upstream's answer is no valid WebSocket handshake."));
            return;
        }
        finish();
        response.request().connection().exceptionHandler(ignored -> {});
        NetSocket socket = response.netSocket();
        Runnable cut = Cut.of(response.request().connection());
        FrameSocket channel = new FrameSocket(vertx, socket, Peer.UPSTREAM, cut, largestMessage);
        // Not before this turn is over does Vert.x take HTTP off the connection.
        loop.runOnContext(next -> upgrade.complete(new Upgrade.Accepted(headers, channel)));
    }

    private boolean isValid(Headers headers) {
        boolean proven = headers.all(Handshake.ACCEPT).equals(List.of(Handshake.accept(key)));
        boolean websocket =
                headers.first("Upgrade").filter(WEBSOCKET::equalsIgnoreCase).isPresent();
        List<String> chosen = headers.all(Handshake.PROTOCOL);
        boolean offered = chosen.isEmpty() || (chosen.size() == 1 && offered().anyMatch(chosen.get(0)::equals));
        return proven && websocket && offered && !headers.contains(Handshake.EXTENSIONS);
    }

    private Stream<String> offered() {
        return call.headers().all(Handshake.PROTOCOL).stream()
                .flatMap(field -> Stream.of(field.split(",", -1)))
                .map(String::strip);
    }

    /** An answer of that kind is short; it is read whole, since the connection ends with it. */
    private void refused(HttpClientResponse response, Headers headers) {
        List<ByteBuffer> slices = new ArrayList<>();
        long[] size = {0};
        response.handler(buffer -> {
            size[0] += buffer.length();
            if (size[0] > LARGEST_REFUSAL) {
                end(new GatewayException(
                        ErrorKind.UPSTREAM_INVALID,
                        Reach.STARTED,
                        "The upstream refused the WebSocket with an answer that is too long."));
            } else {
                slices.add(copy(buffer));
            }
        });
        response.endHandler(end -> {
            if (!over) {
                finish();
                Body body = size[0] == 0 ? Body.EMPTY : new Body.Bytes(slices, size[0]);
                upgrade.complete(new Upgrade.Refused(new HttpReply(response.statusCode(), headers, body)));
                response.request().reset();
            }
        });
    }

    private static ByteBuffer copy(Buffer buffer) {
        return Buffers.toNio(buffer.copy());
    }

    /** The client may leave on another thread than ours. */
    private void cancel() {
        if (Vertx.currentContext() == loop) {
            end(Failures.clientClosed(reach()));
        } else {
            loop.runOnContext(now -> end(Failures.clientClosed(reach())));
        }
    }

    private Reach reach() {
        return answered ? Reach.STARTED : request != null ? Reach.SENT : Reach.NOT_SENT;
    }

    private void end(GatewayException failure) {
        if (over) {
            return;
        }
        finish();
        upgrade.completeExceptionally(failure);
        if (request != null) {
            request.reset();
        }
    }

    private void finish() {
        over = true;
        watchdog.stop();
        cancellation.remove();
    }
}
