package dev.sluice.core.support;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.call.Principal;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.ids.Homes;
import dev.sluice.core.log.LogEvent;
import dev.sluice.core.passthrough.Dispatcher;
import dev.sluice.core.passthrough.Gate;
import dev.sluice.core.passthrough.GatewayRequest;
import dev.sluice.core.passthrough.GatewayRequest.Entry;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.passthrough.Providers;
import dev.sluice.core.router.StockRouter;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.ProviderRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pass-through service between a scripted provider and a recording sink; time stands still unless it is moved. */
public final class TestGateway {
    /** The key that this gateway takes. */
    public static final String KEY = "sk-gateway";

    /** What was recorded. */
    public final List<LogEvent> events = new ArrayList<>();

    /** The time in nanoseconds. */
    public final AtomicLong nanos = new AtomicLong();

    /** Where calls live. */
    public final ManualLoop loop = new ManualLoop(nanos);

    /** What is upstream. */
    public final ScriptedProvider upstream = new ScriptedProvider(nanos);

    /** What is known of ids. */
    public final MapLedger ledger = new MapLedger();

    /** Whose the deployments are. */
    public final Accounts accounts;

    /** What the router was asked and told. */
    public final RecordingRouter router;

    private final PassThrough service;

    /** A gateway with these groups of one deployment each, and a default upstream or not, routed as any is. */
    public TestGateway(ServerSettings settings, boolean withDefault, String... groups) {
        this(Setup.of(groups).server(settings).defaultUpstream(withDefault), false);
    }

    /**
     * A gateway of that.
     *
     * @param inOrder whether deployments are tried in their order and never rest, rather than as any gateway does
     */
    TestGateway(Setup setup, boolean inOrder) {
        Keys keys = new Keys();
        accounts = new Accounts(
                setup.deployments(), setup.defaultUpstream().stream().toList(), keys::resolve);
        router = new RecordingRouter(
                inOrder
                        ? new FixedRouter(setup.deployments(), setup.defaultUpstream(), accounts)
                        : new StockRouter(
                                setup.deployments(),
                                setup.defaultUpstream(),
                                accounts,
                                setup.router(),
                                deployment -> deployment.info().prices(),
                                new Random(1),
                                nanos::get));
        Dispatcher dispatcher = new Dispatcher(
                router,
                accounts,
                new Providers(Stream.of(upstream)),
                setup.router(),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new Random(2));
        service = new PassThrough(
                new Gate(keys, Optional.of("x-own-key"), setup.server().mostCalls()),
                dispatcher,
                new Homes(ledger, accounts),
                new Sink(),
                setup.server(),
                nanos::get);
    }

    /** The provider's answer to every call. */
    public void answers(HttpReply reply) {
        upstream.otherwise(ScriptedProvider.Answer.of(reply));
    }

    /** The provider's failure on every call. */
    public void fails(ErrorKind kind) {
        upstream.otherwise(ScriptedProvider.Answer.failure(GatewayException.notSent(kind, "scripted")));
    }

    /** What the provider was asked, in order. */
    public List<ProviderRequest> requests() {
        return upstream.asked.stream().map(ScriptedProvider.Asked::request).toList();
    }

    /** The deployments that were called, in order. */
    public List<String> called() {
        return upstream.asked.stream().map(asked -> asked.deployment().id()).toList();
    }

    /** Serves a call; the stage is not complete while the upstream, or the time, keeps it waiting. */
    public CompletableFuture<HttpReply> serve(TestCall call) {
        return serve(call.on(loop));
    }

    /** Serves a call whose answer is not looked at. */
    public void begin(TestCall call) {
        service.serve(call.on(loop));
    }

    /** Serves a call that lives elsewhere. */
    public CompletableFuture<HttpReply> serve(TestCall call, EventLoop elsewhere) {
        return serve(call.on(elsewhere));
    }

    private CompletableFuture<HttpReply> serve(GatewayRequest request) {
        return service.serve(request).toCompletableFuture();
    }

    /** The answer to a call that has one at once. */
    public HttpReply call(TestCall call) {
        return serve(call).getNow(new HttpReply(0, Headers.EMPTY, Body.EMPTY));
    }

    /** A POST with the right key. */
    public HttpReply call(String path, Body body, String... headers) {
        TestCall call = TestCall.of("POST", path).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            call = call.header(headers[i], headers[i + 1]);
        }
        return call(call);
    }

    /** A call with exactly these headers. */
    public HttpReply callWith(Headers headers) {
        return serve(new GatewayRequest(
                        "call-1", "GET", "/x", null, headers, Body.EMPTY, Entry.PASS_THROUGH, new Cancellation(), loop))
                .join();
    }

    /** The last event. */
    public LogEvent.Completed completed() {
        return (LogEvent.Completed) events.get(events.size() - 1);
    }

    private static final class Keys implements KeyStore {
        @Override
        public CompletionStage<Optional<Principal>> authenticate(@Nullable Secret presented) {
            boolean right = Secret.of(KEY).equals(presented);
            return CompletableFuture.completedFuture(right ? Optional.of(Principal.MASTER) : Optional.empty());
        }

        @Override
        public Secret resolve(SecretRef reference) {
            throw GatewayException.notSent(ErrorKind.NO_UPSTREAM, "No secrets here.");
        }
    }

    private final class Sink implements LogSink {
        @Override
        public void accept(LogEvent event) {
            events.add(event);
        }

        @Override
        public CompletionStage<Void> flush() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
