package dev.sluice.transport.vertx;

import dev.sluice.core.call.EventLoop;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.passthrough.RealtimeRelay;
import dev.sluice.core.routing.ModelList;
import dev.sluice.core.spi.Scheduler;
import dev.sluice.transport.vertx.client.TlsTrust;
import dev.sluice.transport.vertx.client.VertxTransport;
import dev.sluice.transport.vertx.loop.EventLoops;
import dev.sluice.transport.vertx.server.GatewayServer;
import dev.sluice.transport.vertx.stream.VertxLoop;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The event loops, as many as cores, on which transports and servers run. Thread-safe. */
public final class VertxRuntime implements AutoCloseable {
    private static final int LOOPS = Runtime.getRuntime().availableProcessors();

    private final Vertx vertx;

    private VertxRuntime(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Starts the event loops. */
    public static VertxRuntime start() {
        return new VertxRuntime(EventLoops.start());
    }

    /** Gives event loops to whatever is not a client's call, one after the other. */
    public Supplier<EventLoop> loops() {
        List<EventLoop> loops = IntStream.range(0, LOOPS)
                .<EventLoop>mapToObj(i -> new VertxLoop(((VertxInternal) vertx).createEventLoopContext()))
                .toList();
        AtomicInteger next = new AtomicInteger();
        return () -> loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    /** A transport with connections of its own. */
    public VertxTransport transport(TlsTrust trust) {
        return new VertxTransport(vertx, trust);
    }

    /**
     * A transport with connections of its own.
     *
     * @param largestMessage the most bytes that a message of an upstream's WebSocket may have
     */
    public VertxTransport transport(TlsTrust trust, long largestMessage) {
        return new VertxTransport(vertx, trust, largestMessage);
    }

    /** A scheduler whose tasks run on event loops. */
    public Scheduler scheduler() {
        return (delay, task) -> {
            long millis = Math.max(1, delay.plusNanos(999_999).toMillis());
            long timer = vertx.setTimer(millis, due -> task.run());
            return () -> vertx.cancelTimer(timer);
        };
    }

    /** A server that is not listening yet; see {@link GatewayServer}. */
    public GatewayServer server(
            PassThrough passThrough,
            RealtimeRelay realtime,
            long largestMessage,
            ModelList models,
            boolean listsModelsForUpstream) {
        return new GatewayServer(vertx, passThrough, realtime, largestMessage, models, listsModelsForUpstream);
    }

    /** Ends every transport and server. Blocks until it is done; not for event loops. */
    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
