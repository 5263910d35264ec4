package dev.sluice.transport.vertx.client;

import dev.sluice.transport.vertx.loop.EventLoops;

/** On the event loops of production. */
final class VertxTransportTest extends VertxTransportContract {
    VertxTransportTest() {
        super(EventLoops.start());
    }
}
