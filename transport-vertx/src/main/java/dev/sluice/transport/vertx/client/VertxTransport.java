package dev.sluice.transport.vertx.client;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.spi.Transport;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The {@link Transport} on Vert.x's HTTP/1.1 client. */
public final class VertxTransport implements Transport {
    private static final int LARGEST_HEADER = 128 << 10;
    private static final int LARGEST_CHUNK = 64 << 10;
    private static final int MOST_CONNECTIONS = 16_384;
    private static final int MOST_WAITING = 1_024;
    private static final int CONNECT_ATTEMPT_MILLIS = 5_000;

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final HttpClientAgent webSockets;
    private final long largestMessage;

    /** A transport with connections of its own. */
    public VertxTransport(Vertx vertx, TlsTrust trust) {
        this(vertx, trust, ServerSettings.DEFAULT_LARGEST_MESSAGE);
    }

    /**
     * A transport with connections of its own.
     *
     * @param largestMessage the most bytes that a message of an upstream's WebSocket may have
     */
    public VertxTransport(Vertx vertx, TlsTrust trust, long largestMessage) {
        this.vertx = vertx;
        this.client = client(vertx, trust);
        this.webSockets = client(vertx, trust);
        this.largestMessage = largestMessage;
    }

    private static HttpClientAgent client(Vertx vertx, TlsTrust trust) {
        return vertx.httpClientBuilder()
                .with(options(trust))
                .with(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING))
                .build();
    }

    /**
     * Defaults of Vert.x that are wrong for a gateway: 8 KB headers, 8 KB chunks, 5 connections, endless waiting. A
     * call's own limit says how long it waits for a connection; the one here ends the attempt itself, which goes on
     * after the call that asked for it has left.
     */
    private static HttpClientOptions options(TlsTrust trust) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setMaxHeaderSize(LARGEST_HEADER)
                .setMaxInitialLineLength(LARGEST_HEADER)
                .setMaxChunkSize(LARGEST_CHUNK)
                .setDecompressionSupported(false)
                .setConnectTimeout(CONNECT_ATTEMPT_MILLIS)
                .setKeepAliveTimeout(60)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpNoDelay(true)
                .setPipelining(false);
        if (trust instanceof TlsTrust.Everybody) {
            options.setTrustAll(true).setVerifyHost(false);
        } else if (trust instanceof TlsTrust.Certificates certificates) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertPath(certificates.file().toString()));
        }
        return options;
    }

    @Override
    public CompletionStage<HttpReply> send(HttpCall call, CallContext context) {
        return new Exchange(vertx, client, call, context).start(call);
    }

    @Override
    public CompletionStage<Upgrade> connect(HttpCall call, CallContext context) {
        return new Upgrading(vertx, webSockets, largestMessage, call, context).start();
    }

    @Override
    public void close() {
        client.close();
        webSockets.close();
    }
}
