package dev.sluice.testkit.fault;

import dev.sluice.core.spi.Transport;
import dev.sluice.testkit.contract.TransportContract;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The contract can be kept. */
class SocketTransportTest extends TransportContract {
    @Override
    protected Transport newTransport() {
        return new SocketTransport();
    }

    @Override
    protected <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> work) {
        return work.get();
    }

    @Override
    public boolean isOnLoop() {
        return true;
    }
}
