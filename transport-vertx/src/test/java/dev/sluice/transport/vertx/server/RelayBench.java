package dev.sluice.transport.vertx.server;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.http.Origin;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.ids.Homes;
import dev.sluice.core.passthrough.Dispatcher;
import dev.sluice.core.passthrough.Gate;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.passthrough.Providers;
import dev.sluice.core.passthrough.RealtimeRelay;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.router.StockRouter;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.ModelList;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.spi.IdLedger;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.RecordingLogSink;
import dev.sluice.testkit.StaticKeys;
import dev.sluice.testkit.websocket.RawWebSocketClient;
import dev.sluice.transport.vertx.VertxRuntime;
import dev.sluice.transport.vertx.client.TlsTrust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The server in front of one upstream, with everything between them that production has, but for a provider of its own. */
final class RelayBench implements AutoCloseable {
    static final String KEY = "sk-gateway";
    static final String AUTH = "Authorization: Bearer " + KEY;
    static final String HOST = "Host: gateway";
    static final long LARGEST_MESSAGE = 1 << 20;

    final RecordingLogSink log = new RecordingLogSink();
    final GatewayServer server;
    final int port;

    private final VertxRuntime runtime = VertxRuntime.start();
    private final Transport transport = runtime.transport(new TlsTrust.Platform(), LARGEST_MESSAGE);

    RelayBench(Origin upstream) {
        this(upstream, false, System::nanoTime);
    }

    RelayBench(Origin upstream, boolean listsModelsForUpstream, LongSupplier nanos) {
        StaticKeys keys = new StaticKeys(Secret.of(KEY), Map.of());
        Gate gate = new Gate(keys, Optional.empty());
        Deployment deployment = Deployment.of("d", "", "test", "", Account.NONE);
        Accounts accounts = new Accounts(List.of(), List.of(deployment), keys::resolve);
        RouterSettings settings = RouterSettings.DEFAULT;
        Dispatcher dispatcher = new Dispatcher(
                new StockRouter(
                        List.of(),
                        Optional.of(deployment),
                        accounts,
                        settings,
                        each -> each.info().prices(),
                        new Random(1),
                        System::nanoTime),
                accounts,
                new Providers(Stream.of(new Plain(transport, upstream))),
                settings,
                Clock.systemUTC(),
                new Random(2));
        Homes homes = new Homes(IdLedger.NONE, accounts);
        PassThrough passThrough = new PassThrough(gate, dispatcher, homes, log, ServerSettings.DEFAULT, nanos);
        RealtimeRelay relay = new RealtimeRelay(gate, dispatcher, homes, log, System::nanoTime);
        ModelList models = new ModelList(List.of(), settings);
        server = runtime.server(passThrough, relay, LARGEST_MESSAGE, models, listsModelsForUpstream);
        port = server.listen("127.0.0.1", 0).toCompletableFuture().join();
    }

    /** A client with the right key. */
    RawWebSocketClient connect(String target, String... headerLines) throws IOException {
        String[] all = new String[headerLines.length + 2];
        all[0] = HOST;
        all[1] = AUTH;
        System.arraycopy(headerLines, 0, all, 2, headerLines.length);
        return RawWebSocketClient.connect(port, target, all);
    }

    @Override
    public void close() {
        transport.close();
        runtime.close();
    }

    /** Hands everything on as it is. */
    private record Plain(Transport transport, Origin upstream) implements Provider {
        @Override
        public String type() {
            return "test";
        }

        @Override
        public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
            byte[] body = ("plain " + request.path()).getBytes(StandardCharsets.UTF_8);
            return CompletableFuture.completedFuture(
                    new HttpReply(200, Headers.of("Content-Length", "" + body.length), Body.Bytes.of(body)));
        }

        @Override
        public CompletionStage<Upgrade> connect(Deployment deployment, ProviderRequest request, CallContext context) {
            String target = request.path() + (request.query() == null ? "" : "?" + request.query());
            return transport.connect(
                    new HttpCall("GET", upstream, target, request.headers(), Body.EMPTY, Timeouts.DEFAULT), context);
        }
    }

    /** Whether the stage stays open for a while. */
    static boolean staysOpen(CompletionStage<Void> stage, long millis) throws Exception {
        try {
            stage.toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException stillOpen) {
            return true;
        }
    }
}
