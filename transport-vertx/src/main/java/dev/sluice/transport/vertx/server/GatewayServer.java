package dev.sluice.transport.vertx.server;

import dev.sluice.core.passthrough.Gate;
import dev.sluice.core.passthrough.HealthReport;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.passthrough.RealtimeRelay;
import dev.sluice.core.routing.ModelList;
import dev.sluice.core.spi.MetricsPage;
import dev.sluice.transport.vertx.stream.GatheredFlush;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The HTTP server: one verticle for each event loop, all on one port. Thread-safe. */
public final class GatewayServer {
    private static final int LARGEST_HEADER = 128 << 10;
    private static final int LARGEST_CHUNK = 64 << 10;
    private static final int BACKLOG = 4_096;
    private static final Duration NOTICE = Duration.ofSeconds(1);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(2);

    private final Vertx vertx;
    private final PassThrough passThrough;
    private final RealtimeRelay realtime;
    private final long largestMessage;
    private final ModelList models;
    private final boolean listsModelsForUpstream;
    private final int loops = Runtime.getRuntime().availableProcessors();
    private final Queue<HttpServer> servers = new ConcurrentLinkedQueue<>();
    private volatile Optional<MetricsHandler> metrics = Optional.empty();
    private volatile HealthReport health = HealthReport.EMPTY;
    private volatile boolean draining;

    /**
     * A server that is not listening yet.
     *
     * @param largestMessage the most bytes that a message of a client's WebSocket may have
     * @param listsModelsForUpstream whether {@code /openai/v1/models} is answered by the gateway, there being no default
     *     upstream that could
     */
    public GatewayServer(
            Vertx vertx,
            PassThrough passThrough,
            RealtimeRelay realtime,
            long largestMessage,
            ModelList models,
            boolean listsModelsForUpstream) {
        this.vertx = vertx;
        this.passThrough = passThrough;
        this.realtime = realtime;
        this.largestMessage = largestMessage;
        this.models = models;
        this.listsModelsForUpstream = listsModelsForUpstream;
    }

    /** Shows this page at {@code /metrics} to whoever has a key, from the next {@link #listen} on. */
    public void show(MetricsPage page, Gate gate) {
        metrics = Optional.of(new MetricsHandler(vertx, page, Optional.of(gate)));
    }

    /** What {@code /health} tells, from the next {@link #listen} on. */
    public void tells(HealthReport report) {
        health = report;
    }

    /**
     * Opens a second port for whoever runs the gateway: liveness and readiness, and metrics where there are any, without a
     * key. Completes with the port; fails where it is taken.
     */
    public CompletionStage<Integer> listenForAdmin(String host, int port, Optional<MetricsPage> page) {
        Router router = Router.router(vertx);
        router.route("/health/*").handler(new HealthHandler(() -> draining));
        page.ifPresent(shown -> router.route("/metrics").handler(new MetricsHandler(vertx, shown, Optional.empty())));
        return vertx.createHttpServer(options(host, port))
                .requestHandler(router)
                .listen()
                .map(HttpServer::actualPort)
                .toCompletionStage();
    }

    /**
     * Starts to listen, and asks itself once, so that the first client waits for no class to load. Completes with the
     * port. Fails where the port is taken: another one is never tried.
     */
    public CompletionStage<Integer> listen(String host, int port) {
        int actual;
        try {
            actual = port == 0 ? freePort(host) : port;
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        return vertx.deployVerticle(() -> new Listener(host, actual), new DeploymentOptions().setInstances(loops))
                .compose(listening -> WarmUp.request(vertx, host, actual))
                .map(actual)
                .toCompletionStage();
    }

    /** The listeners of all loops share one port only if they ask for it by number. */
    private static int freePort(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    /** Whether the server takes no new calls any more. */
    public boolean isDraining() {
        return draining;
    }

    /**
     * Lets running calls end, for at most so long; what still runs then is cut off. New connections get nothing from
     * now on, and are refused by the operating system after a second, in which watchers on kept connections learn that
     * the server is not ready any more. Completes when the last call has ended.
     */
    public CompletionStage<Void> drain(Duration longest) {
        draining = true;
        return vertx.timer(NOTICE.toMillis(), TimeUnit.MILLISECONDS)
                .compose(noticed -> Future.all(servers.stream()
                        .map(server -> server.shutdown(longest.toMillis(), TimeUnit.MILLISECONDS))
                        .toList()))
                .<Void>mapEmpty()
                .toCompletionStage();
    }

    private static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setMaxHeaderSize(LARGEST_HEADER)
                .setMaxInitialLineLength(LARGEST_HEADER)
                .setMaxChunkSize(LARGEST_CHUNK)
                .setAcceptBacklog(BACKLOG)
                .setHandle100ContinueAutomatically(false)
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                .setCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setTcpNoDelay(true)
                .setStrictThreadMode(true);
    }

    /** One event loop's share of the server. */
    private final class Listener extends AbstractVerticle {
        private final String host;
        private final int port;

        Listener(String host, int port) {
            this.host = host;
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            IdleConnections idle = new IdleConnections(vertx, LONGEST_IDLE);
            WebSockets webSockets =
                    new WebSockets(vertx, passThrough, realtime, largestMessage, () -> draining, idle::forget);
            Routes routes =
                    new Routes(vertx, passThrough, models, listsModelsForUpstream, () -> draining, webSockets, health);
            Router router = routes.router();
            metrics.ifPresent(page -> router.route("/metrics").order(-1).handler(page));
            Shortcut shortcut = new Shortcut(router, routes::relay);
            vertx.createHttpServer(options(host, port))
                    .connectionHandler(connection -> {
                        if (draining) {
                            connection.close();
                        } else {
                            GatheredFlush.on(((ConnectionBase) connection).channel());
                            idle.opened(connection);
                        }
                    })
                    .requestHandler(request -> {
                        idle.asked(request);
                        shortcut.handle(request);
                    })
                    .listen()
                    .onSuccess(servers::add)
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
