package dev.sluice.transport.vertx.loop;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.vertx.core.transport.Transport;
import org.jspecify.annotations.Nullable;

/** Vert.x's epoll transport, with {@link FreshEvents} only. */
final class EpollTransport implements Transport {
    private final Fresh implementation = new Fresh();

    @Override
    public String name() {
        return "epoll";
    }

    @Override
    public boolean available() {
        return implementation.isAvailable();
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return implementation.unavailabilityCause();
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return implementation;
    }

    private static final class Fresh extends io.vertx.core.impl.transports.EpollTransport {
        @Override
        public IoHandlerFactory ioHandlerFactory() {
            return FreshEvents.of(EpollIoHandler.newFactory());
        }
    }
}
