package dev.sluice.testkit.contract;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.Origin;
import dev.sluice.core.realtime.FrameChannel;
import dev.sluice.core.realtime.Upgrade;
import dev.sluice.core.spi.Transport;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every {@link Transport} must do that opens WebSockets, asserted on the wire against upstreams that misbehave.
 *
 * <p>The transport takes messages of {@link #LARGEST_MESSAGE} bytes, and no larger ones.
 */
public abstract class FrameChannelContract implements ChannelHandshakes, ChannelFrames, ChannelClosing {
    /** The limit with which the transport must be made. */
    public static final long LARGEST_MESSAGE = 2 << 20;

    private @Nullable TransportBench bench;

    /** A new transport; it is closed after each test. */
    protected abstract Transport newTransport();

    /** Runs the supplier on a caller's event loop, always the same one within a test. */
    protected abstract <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> work);

    /** Whether this thread is the one that {@link #onLoop} uses; true where there are no event loops. */
    protected abstract boolean isOnLoop();

    @BeforeEach
    final void makeTransport() {
        bench = new TransportBench(newTransport(), this::onLoop);
    }

    @AfterEach
    final void closeTransport() {
        bench().transport().close();
    }

    @Override
    public final TransportBench bench() {
        return Objects.requireNonNull(bench, "Made before each test");
    }

    @Override
    public final CompletionStage<Upgrade> connect(HttpCall call, Cancellation cancellation) {
        CallContext context = new CallContext("call-1", Principal.ANONYMOUS, cancellation);
        return bench().onLoop(() -> bench().transport().connect(call, context));
    }

    @Override
    public final ChannelProbe probe(Origin origin) {
        Upgrade upgrade = Stages.await(connect(handshake(origin, Headers.EMPTY), new Cancellation()));
        FrameChannel channel = ((Upgrade.Accepted) upgrade).channel();
        return ChannelProbe.on(bench(), channel, this::isOnLoop);
    }

    static HttpCall handshake(Origin origin, Headers headers) {
        return new HttpCall("GET", origin, "/v1/realtime?model=m", headers, Body.EMPTY, Limits.PATIENT);
    }
}
