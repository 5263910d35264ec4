package dev.sluice.transport.vertx.client;

import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.contract.FrameChannelContract;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The contract of channels on Vert.x. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VertxChannelsTest extends FrameChannelContract {
    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();

    @AfterAll
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    protected Transport newTransport() {
        return new VertxTransport(vertx, new TlsTrust.Platform(), LARGEST_MESSAGE);
    }

    @Override
    protected <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> work) {
        return LoopCalls.on(loop, work);
    }

    @Override
    protected boolean isOnLoop() {
        return Vertx.currentContext() == loop;
    }
}
