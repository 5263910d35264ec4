package dev.sluice.transport.vertx.client;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.spi.Transport;
import dev.sluice.core.vitals.PoolUse;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.PemTrustOptions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The {@link Transport} on Vert.x's HTTP/1.1 client. Each event loop has connections of its own, so that a call and its
 * connection live on the same one: {@link AnswerBody} counts on it, and nothing is handed from thread to thread.
 */
public final class VertxTransport implements Transport {
    private static final int LARGEST_HEADER = 128 << 10;
    private static final int LARGEST_CHUNK = 64 << 10;
    private static final int MOST_CONNECTIONS = 16_384;
    private static final int MOST_WAITING = 1_024;
    private static final int CONNECT_ATTEMPT_MILLIS = 5_000;

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final Map<EventExecutor, Connections> connections;
    private final HttpClientAgent webSockets;
    private final long largestMessage;
    private final PoolCount count = new PoolCount();

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
        Set<EventExecutor> loops = new HashSet<>();
        ((VertxInternal) vertx).nettyEventLoopGroup().forEach(loops::add);
        this.client = vertx.httpClientBuilder().with(options(trust)).build();
        this.connections = loops.stream()
                .collect(toUnmodifiableMap(
                        loop -> loop,
                        loop -> new Connections(
                                client,
                                count,
                                Math.max(1, MOST_CONNECTIONS / loops.size()),
                                Math.max(1, MOST_WAITING / loops.size()))));
        this.webSockets = vertx.httpClientBuilder()
                .with(options(trust))
                .with(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING))
                .build();
        this.largestMessage = largestMessage;
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

    /** How the connections are used; those of WebSockets are not among them. */
    public PoolUse use() {
        return count.use();
    }

    @Override
    public CompletionStage<HttpReply> send(HttpCall call, CallContext context) {
        ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
        Connections mine = requireNonNull(connections.get(loop.nettyEventLoop()), "An event loop of this Vert.x");
        return new Exchange(vertx, mine, call, context, count).start(call);
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
