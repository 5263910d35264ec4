package dev.sluice.testkit.contract;

import dev.sluice.core.spi.Transport;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every {@link Transport} must do, asserted on the wire against upstreams that misbehave.
 *
 * <p>A subclass says how a transport is made and how code gets onto the event loop of a caller; where the transport knows
 * no event loops, {@link #onLoop} just runs its argument.
 */
public abstract class TransportContract
        implements TransportAnswers,
                TransportEnds,
                TransportRequests,
                TransportFailures,
                TransportTimeouts,
                TransportFlow,
                TransportCancellation,
                TransportConnections {
    private @Nullable TransportBench bench;

    /** A new transport, with the settings it has in production; it is closed after each test. */
    protected abstract Transport newTransport();

    /** Runs the supplier on a caller's event loop, always the same one within a test. */
    protected abstract <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> work);

    /** Whether this thread is the one that {@link #onLoop} uses; true where there are no event loops. */
    @Override
    public abstract boolean isOnLoop();

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
}
