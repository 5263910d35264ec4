package dev.sluice.transport.vertx.client;

import io.vertx.core.Vertx;

/** The same where the system has no epoll. */
final class NioTransportTest extends VertxTransportContract {
    NioTransportTest() {
        super(Vertx.vertx());
    }
}
