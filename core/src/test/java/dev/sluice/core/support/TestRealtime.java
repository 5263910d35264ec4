package dev.sluice.core.support;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.call.Principal;
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
import dev.sluice.core.passthrough.Providers;
import dev.sluice.core.passthrough.RealtimeRelay;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.router.StockRouter;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A realtime service between a scripted provider and a recording sink; time stands still unless it is moved. */
public final class TestRealtime {
    /** The key that this gateway takes. */
    public static final String KEY = "sk-gateway";

    /** What the provider was asked, in order. */
    public final List<ProviderRequest> requests = new ArrayList<>();

    /** The deployments that were asked, in order. */
    public final List<String> asked = new ArrayList<>();

    /** What was recorded. */
    public final List<LogEvent> events = new ArrayList<>();

    /** The time in nanoseconds. */
    public final AtomicLong nanos = new AtomicLong();

    /** The upstream's end of the session. */
    public final TestChannel upstream = new TestChannel();

    /** Whether the client is still there. */
    public final Cancellation cancellation = new Cancellation();

    private final RealtimeRelay relay;
    private final Deque<CompletionStage<Upgrade>> answers = new ArrayDeque<>();

    /**
     * A gateway with these deployments, written {@code id=group}, and a default upstream or not.
     *
     * @param open whether everybody may call
     */
    public TestRealtime(boolean open, boolean withDefault, String... deployments) {
        List<Deployment> all = Stream.of(deployments)
                .map(text -> text.split("=", 2))
                .map(parts -> Deployment.of(parts[0], parts[1], "test", "upstream-" + parts[0], Account.NONE))
                .toList();
        Optional<Deployment> fallback =
                withDefault ? Optional.of(Deployment.of("default", "", "test", "", Account.NONE)) : Optional.empty();
        Keys keys = new Keys(open);
        Accounts accounts = new Accounts(all, fallback.stream().toList(), keys::resolve);
        Dispatcher dispatcher = new Dispatcher(
                new StockRouter(
                        all,
                        fallback,
                        accounts,
                        RouterSettings.DEFAULT,
                        deployment -> deployment.info().prices(),
                        new Random(1),
                        nanos::get),
                accounts,
                new Providers(Stream.of(new Scripted())),
                RouterSettings.DEFAULT,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new Random(2));
        relay = new RealtimeRelay(
                new Gate(keys, Optional.empty()),
                dispatcher,
                new Homes(new MapLedger(), accounts),
                new Sink(),
                nanos::get);
    }

    /** What the next deployment answers; without more to say, it accepts. */
    public void answers(Upgrade upgrade) {
        answers.add(CompletableFuture.completedFuture(upgrade));
    }

    /** How the next deployment fails. */
    public void fails(GatewayException failure) {
        answers.add(CompletableFuture.failedFuture(failure));
    }

    /** A client with the right key asks for a WebSocket. */
    public RealtimeRelay.Opening open(@Nullable String query, String... headers) {
        Headers.Builder all = Headers.of(headers).toBuilder().addIfAbsent("Authorization", "Bearer " + KEY);
        return openWith(query, all.build());
    }

    /** A client asks with exactly these headers. */
    public RealtimeRelay.Opening openWith(@Nullable String query, Headers headers) {
        return openBy(Entry.PASS_THROUGH, query, headers);
    }

    /** A client asks by that door. */
    public RealtimeRelay.Opening openBy(Entry entry, @Nullable String query, Headers headers) {
        return relay.open(new GatewayRequest(
                        "call-1",
                        "GET",
                        "/v1/realtime",
                        query,
                        headers,
                        Body.EMPTY,
                        entry,
                        cancellation,
                        EventLoop.NONE))
                .toCompletableFuture()
                .join();
    }

    /** A client that is connected, on a model that the gateway has. */
    public TestChannel connected(String query) {
        TestChannel client = new TestChannel();
        ((RealtimeRelay.Opening.Ready) open(query)).session().relay(client);
        return client;
    }

    /** The last event. */
    public LogEvent.Completed completed() {
        return (LogEvent.Completed) events.get(events.size() - 1);
    }

    /** The answer of a refusal. */
    public static HttpReply refusal(RealtimeRelay.Opening opening) {
        return ((RealtimeRelay.Opening.Refused) opening).reply();
    }

    private record Keys(boolean open) implements KeyStore {
        @Override
        public CompletionStage<Optional<Principal>> authenticate(@Nullable Secret presented) {
            boolean right = Secret.of(KEY).equals(presented);
            return CompletableFuture.completedFuture(
                    open ? Optional.of(Principal.ANONYMOUS) : right ? Optional.of(Principal.MASTER) : Optional.empty());
        }

        @Override
        public Secret resolve(SecretRef reference) {
            throw GatewayException.notSent(ErrorKind.NO_UPSTREAM, "No secrets here.");
        }
    }

    private final class Scripted implements Provider {
        @Override
        public String type() {
            return "test";
        }

        @Override
        public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
            throw new AssertionError("No call, but a connection is wanted");
        }

        @Override
        public CompletionStage<Upgrade> connect(Deployment deployment, ProviderRequest request, CallContext context) {
            asked.add(deployment.id());
            requests.add(request);
            nanos.addAndGet(5);
            return answers.isEmpty()
                    ? CompletableFuture.completedFuture(new Upgrade.Accepted(Headers.EMPTY, upstream))
                    : answers.remove();
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
