package dev.sluice.transport.vertx.server;

import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.routing.ModelList;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP server: one verticle for each event loop, all on one port. Thread-safe. */
public final class GatewayServer {
    private static final int LARGEST_HEADER = 128 << 10;
    private static final int LARGEST_CHUNK = 64 << 10;
    private static final int BACKLOG = 4_096;

    private final Vertx vertx;
    private final PassThrough passThrough;
    private final ModelList models;
    private final boolean listsModelsForUpstream;
    private final int loops = Runtime.getRuntime().availableProcessors();
    private final Queue<HttpServer> servers = new ConcurrentLinkedQueue<>();
    private volatile boolean draining;

    /**
     * A server that is not listening yet.
     *
     * @param listsModelsForUpstream whether {@code /openai/v1/models} is answered by the gateway, there being no default
     *     upstream that could
     */
    public GatewayServer(Vertx vertx, PassThrough passThrough, ModelList models, boolean listsModelsForUpstream) {
        this.vertx = vertx;
        this.passThrough = passThrough;
        this.models = models;
        this.listsModelsForUpstream = listsModelsForUpstream;
    }

    /**
     * Starts to listen, and asks itself once, so that the first client waits for no class to load. Completes with the
     * port. Fails where the port is taken: another one is never tried.
     */
    public CompletionStage<Integer> listen(String host, int port) {
        return listen(host, port, 1)
                .compose(actual -> listen(host, actual, loops - 1))
                .compose(actual -> WarmUp.request(vertx, host, actual).map(actual))
                .toCompletionStage();
    }

    private Future<Integer> listen(String host, int port, int instances) {
        if (instances == 0) {
            return Future.succeededFuture(port);
        }
        AtomicInteger actual = new AtomicInteger();
        return vertx.deployVerticle(
                        () -> new Listener(host, port, actual), new DeploymentOptions().setInstances(instances))
                .map(deployed -> actual.get());
    }

    /** Whether the server takes no new calls any more. */
    public boolean isDraining() {
        return draining;
    }

    /**
     * Refuses new connections and lets running calls end, for at most so long; what still runs then is cut off.
     * Completes when the last call has ended.
     */
    public CompletionStage<Void> drain(Duration longest) {
        draining = true;
        List<Future<Void>> ends = servers.stream()
                .map(server -> server.shutdown(longest.toMillis(), TimeUnit.MILLISECONDS))
                .toList();
        return Future.all(ends).<Void>mapEmpty().toCompletionStage();
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
                .setTcpNoDelay(true);
    }

    /** One event loop's share of the server. */
    private final class Listener extends AbstractVerticle {
        private final String host;
        private final int port;
        private final AtomicInteger actual;

        Listener(String host, int port, AtomicInteger actual) {
            this.host = host;
            this.port = port;
            this.actual = actual;
        }

        @Override
        public void start(Promise<Void> started) {
            Routes routes = new Routes(vertx, passThrough, models, listsModelsForUpstream, () -> draining);
            vertx.createHttpServer(options(host, port))
                    .requestHandler(routes.router())
                    .listen()
                    .onSuccess(server -> {
                        servers.add(server);
                        actual.set(server.actualPort());
                    })
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
