package dev.sluice.core.spi;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.realtime.Upgrade;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Carries a request to an upstream.
 *
 * <h2>Threading</h2>
 * Called from any event loop; completes, and signals the body, on the caller's event loop.
 *
 * <h2>Completion</h2>
 * Completes at the head of the answer, whatever its status. Redirects are not followed, bodies are not decoded.
 *
 * <h2>Errors</h2>
 * Fails with {@link dev.sluice.core.error.GatewayException}: {@code UPSTREAM_UNREACHABLE} (NOT_SENT), {@code
 * UPSTREAM_CLOSED}, {@code UPSTREAM_TIMEOUT}, {@code UPSTREAM_INVALID}, {@code INVALID_REQUEST} (NOT_SENT) for a header
 * that HTTP does not allow, {@code CLIENT_CLOSED} when the call is cancelled. After the head the body ends with {@code onError} of the same kinds, reach STARTED. A body that was cut
 * short never ends with {@code onComplete}.
 *
 * <h2>Back-pressure</h2>
 * Reads from the upstream only what the subscriber asked for, and from the request body only what the upstream takes.
 * Cancelling the call, or the subscription, closes the exchange with the upstream at once.
 */
public interface Transport extends AutoCloseable {
    /** Sends the request. */
    CompletionStage<HttpReply> send(HttpCall call, CallContext context);

    /**
     * Opens a WebSocket. The call is a GET without a body, its {@code Sec-WebSocket-Protocol} offers the sub-protocols,
     * and the other headers of the handshake are the transport's own. Completes when the upstream has answered: with any
     * status but 101, with that answer, whole. An answer of 101 that is no valid handshake is {@code UPSTREAM_INVALID}.
     * Cancelling the call ends the attempt; a channel that stands is its subscriber's to end.
     */
    default CompletionStage<Upgrade> connect(HttpCall call, CallContext context) {
        return CompletableFuture.failedFuture(
                GatewayException.notSent(ErrorKind.NO_UPSTREAM, "The gateway's transport opens no WebSocket."));
    }

    /** Closes every connection. */
    @Override
    void close();
}
