package dev.sluice.transport.vertx.client;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What Vert.x and Netty fail with, in our own words. Messages name no host: they reach clients. */
final class Failures {
    private Failures() {}

    static GatewayException connecting(Throwable cause) {
        if (cause instanceof GatewayException known) {
            return known;
        }
        if (cause instanceof ConnectionPoolTooBusyException) {
            return GatewayException.notSent(
                    ErrorKind.OVERLOADED, "Too many calls wait for a connection to the upstream. Try again later.");
        }
        if (cause instanceof ConnectTimeoutException || cause instanceof TimeoutException) {
            return GatewayException.notSent(
                    ErrorKind.UPSTREAM_TIMEOUT, "The upstream did not accept a connection in time.");
        }
        String reason = cause instanceof UnknownHostException
                ? "its host name is unknown"
                : cause instanceof SSLException ? "TLS could not be set up" : "the connection was refused";
        return GatewayException.notSent(
                ErrorKind.UPSTREAM_UNREACHABLE, "The upstream could not be reached: " + reason + ".");
    }

    static GatewayException exchanging(Throwable cause, Reach reach) {
        if (cause instanceof GatewayException known) {
            return known;
        }
        if (cause instanceof DecoderException
                || (cause instanceof IllegalArgumentException
                        && !(cause instanceof PrematureChannelClosureException))) {
            return new GatewayException(ErrorKind.UPSTREAM_INVALID, reach, "The upstream's answer is not valid HTTP.");
        }
        return reach == Reach.STARTED
                ? brokenOff()
                : new GatewayException(
                        ErrorKind.UPSTREAM_CLOSED, reach, "The upstream closed the connection without an answer.");
    }

    static GatewayException brokenOff() {
        return new GatewayException(ErrorKind.UPSTREAM_CLOSED, Reach.STARTED, "The upstream broke off its answer.");
    }

    static GatewayException interim() {
        return new GatewayException(
                ErrorKind.UPSTREAM_INVALID, Reach.SENT, "The upstream sent an interim answer that nobody asked for.");
    }

    static GatewayException timeout(Reach reach) {
        return new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, reach, "The upstream was silent for too long.");
    }

    static GatewayException clientClosed(Reach reach) {
        return new GatewayException(ErrorKind.CLIENT_CLOSED, reach, "The client left before the answer was complete.");
    }
}
