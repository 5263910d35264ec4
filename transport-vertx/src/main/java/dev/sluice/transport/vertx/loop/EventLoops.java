package dev.sluice.transport.vertx.loop;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts event loops, as many as cores. */
public final class EventLoops {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);

    private EventLoops() {}

    /** On epoll; on NIO where the system has no epoll, or its library cannot be loaded. */
    public static Vertx start() {
        Transport epoll = new EpollTransport();
        if (epoll.available()) {
            return on(epoll);
        }
        LOG.debug("No epoll, hence NIO", epoll.unavailabilityCause());
        return on(Transport.NIO);
    }

    /** On that one, which must be available. */
    static Vertx on(Transport transport) {
        return Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()))
                .withTransport(transport)
                .build();
    }
}
