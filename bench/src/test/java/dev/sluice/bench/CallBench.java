package dev.sluice.bench;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.ids.Homes;
import dev.sluice.core.passthrough.Dispatcher;
import dev.sluice.core.passthrough.Gate;
import dev.sluice.core.passthrough.GatewayRequest;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.passthrough.Providers;
import dev.sluice.core.router.StockRouter;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.spi.Provider;
import dev.sluice.core.spi.ProviderRequest;
import dev.sluice.core.spi.SilentSink;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.MapIdLedger;
import dev.sluice.testkit.StaticKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A whole chat completion through core, between a client and an upstream that are no more than their bytes. */
@State(Scope.Benchmark)
public class CallBench {
    private final byte[] question = Samples.bytes(Samples.QUESTION);
    private final PassThrough service = service();

    private static PassThrough service() {
        List<Deployment> deployments = Samples.deployments();
        Accounts accounts = new Accounts(deployments, List.of(), reference -> Secret.of("sk-none"));
        StockRouter router = new StockRouter(
                deployments,
                Optional.empty(),
                accounts,
                RouterSettings.DEFAULT,
                deployment -> deployment.info().prices(),
                new Random(1),
                System::nanoTime);
        Dispatcher dispatcher = new Dispatcher(
                router,
                accounts,
                new Providers(Stream.of(new Answering())),
                RouterSettings.DEFAULT,
                Clock.systemUTC(),
                new Random(2));
        return new PassThrough(
                new Gate(new StaticKeys(Secret.of("sk-bench-0123456789"), Map.of()), Optional.empty()),
                dispatcher,
                new Homes(new MapIdLedger(), accounts),
                new SilentSink(),
                ServerSettings.DEFAULT,
                System::nanoTime);
    }

    @Benchmark
    public byte[] chat() {
        GatewayRequest request = new GatewayRequest(
                "0198c0de-0000-7000-8000-000000000000",
                "POST",
                "/v1/chat/completions",
                null,
                Samples.REQUEST_HEADERS,
                Bodies.streamOfKnownLength(question),
                GatewayRequest.Entry.NATIVE,
                new Cancellation(),
                new HereAndNow());
        return service.serve(request)
                .thenCompose(reply -> Bodies.collect(reply.body()))
                .toCompletableFuture()
                .join();
    }

    /** An upstream that answers at once. */
    private static final class Answering implements Provider {
        private final byte[] answer = Samples.bytes(Samples.ANSWER);

        @Override
        public String type() {
            return "bench";
        }

        @Override
        public CompletionStage<HttpReply> call(Deployment deployment, ProviderRequest request, CallContext context) {
            Body sent = request.bodyNaming(deployment.upstreamModel());
            return CompletableFuture.completedStage(new HttpReply(200, Samples.ANSWER_HEADERS, answerTo(sent)));
        }

        private Body answerTo(Body sent) {
            return sent instanceof Body.Empty ? Body.EMPTY : Bodies.streamOfKnownLength(answer);
        }
    }

    /** The benchmark's own thread; its timers are never due. */
    private static final class HereAndNow implements EventLoop {
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
            return () -> {};
        }
    }
}
