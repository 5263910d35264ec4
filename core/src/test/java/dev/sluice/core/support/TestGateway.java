package dev.sluice.core.support;

import dev.sluice.core.call.CallContext;
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
import java.time.Duration;
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

    /** What the provider was asked, in order. */
    public final List<ProviderRequest> requests = new ArrayList<>();

    /** The deployments that were called, in order. */
    public final List<String> called = new ArrayList<>();

    /** Where every call lives. */
    public final EventLoop loop = new OwnLoop();

    /** Where the provider was told that the call lives, in order. */
    public final List<EventLoop> loops = new ArrayList<>();

    /** What was recorded. */
    public final List<LogEvent> events = new ArrayList<>();

    /** The time in nanoseconds. */
    public final AtomicLong nanos = new AtomicLong();

    private final PassThrough service;
    private CompletionStage<HttpReply> answer =
            CompletableFuture.completedFuture(new HttpReply(200, Headers.EMPTY, Body.EMPTY));

    /** A gateway with these groups of one deployment each, and a default upstream or not. */
    public TestGateway(ServerSettings settings, boolean withDefault, String... groups) {
        List<Deployment> deployments = Stream.of(groups)
                .map(group -> Deployment.of(group + "-id", group, "test", "upstream-" + group, Account.NONE))
                .toList();
        Optional<Deployment> fallback =
                withDefault ? Optional.of(Deployment.of("default", "", "test", "", Account.NONE)) : Optional.empty();
        Keys keys = new Keys();
        Accounts accounts = new Accounts(deployments, fallback.stream().toList(), keys);
        Dispatcher dispatcher = new Dispatcher(
                new StockRouter(deployments, fallback, accounts, RouterSettings.DEFAULT, new Random(1), nanos::get),
                accounts,
                new Providers(Stream.of(new Scripted())),
                RouterSettings.DEFAULT,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new Random(2));
        service = new PassThrough(
                new Gate(keys, Optional.of("x-own-key")),
                dispatcher,
                new Homes(new MapLedger(), accounts),
                new Sink(),
                settings,
                nanos::get);
    }

    /** The provider's answer to every call. */
    public void answers(HttpReply reply) {
        answer = CompletableFuture.completedFuture(reply);
    }

    /** The provider's failure on every call. */
    public void fails(ErrorKind kind) {
        answer = CompletableFuture.failedFuture(GatewayException.notSent(kind, "scripted"));
    }

    /** A call with the right key. */
    public HttpReply call(String path, Body body, String... headers) {
        Headers.Builder all = Headers.of(headers).toBuilder().addIfAbsent("Authorization", "Bearer " + KEY);
        return service.serve(new GatewayRequest(
                        "call-1", "POST", path, null, all.build(), body, Entry.PASS_THROUGH, new Cancellation(), loop))
                .toCompletableFuture()
                .getNow(new HttpReply(0, Headers.EMPTY, Body.EMPTY));
    }

    /** A call with exactly these headers. */
    public HttpReply callWith(Headers headers) {
        return service.serve(new GatewayRequest(
                        "call-1", "GET", "/x", null, headers, Body.EMPTY, Entry.PASS_THROUGH, new Cancellation(), loop))
                .toCompletableFuture()
                .join();
    }

    /** The last event. */
    public LogEvent.Completed completed() {
        return (LogEvent.Completed) events.get(events.size() - 1);
    }

    /** As {@link EventLoop#NONE}, but another. */
    private static final class OwnLoop implements EventLoop {
        @Override
        public boolean isCurrent() {
            return true;
        }

        @Override
        public void post(Runnable task) {
            task.run();
        }

        @Override
        public Cancellation.Registration after(Duration delay, Runnable task) {
            return NONE.after(delay, task);
        }
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

    private final class Scripted implements Provider {
        @Override
        public String type() {
            return "test";
        }

        @Override
        public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
            called.add(deployment.id());
            requests.add(request);
            loops.add(context.loop());
            nanos.addAndGet(5);
            return answer;
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
