package dev.sluice.transport.vertx.client;

import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.contract.TransportContract;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** What a transport must do, on these event loops. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VertxTransportContract extends TransportContract {
    private final Vertx vertx;
    private final Context loop;

    VertxTransportContract(Vertx vertx) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
    }

    @AfterAll
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    protected Transport newTransport() {
        return new VertxTransport(vertx, new TlsTrust.Platform());
    }

    @Override
    protected <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> work) {
        return LoopCalls.on(loop, work);
    }

    @Override
    public boolean isOnLoop() {
        return Vertx.currentContext() == loop;
    }
}
