package dev.sluice.transport.vertx;

import dev.sluice.core.spi.TransportFactory;
import dev.sluice.transport.vertx.client.TlsTrust;
import io.vertx.core.Context;
import java.time.Clock;

/** Vert.x for programs that embed a gateway. */
public final class VertxTransportFactory implements TransportFactory {
    @Override
    public Opened open() {
        VertxRuntime runtime = VertxRuntime.start();
        return new Opened(
                runtime.transport(new TlsTrust.Platform()),
                runtime.loops(),
                runtime.scheduler(),
                Clock.systemUTC(),
                System::nanoTime,
                Context::isOnEventLoopThread,
                runtime::close);
    }
}
