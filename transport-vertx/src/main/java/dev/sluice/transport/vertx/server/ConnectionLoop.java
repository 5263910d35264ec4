package dev.sluice.transport.vertx.server;

import dev.sluice.core.call.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The event loop of a client's connection. */
record ConnectionLoop(Context context) implements EventLoop {
    @Override
    public boolean isCurrent() {
        return Vertx.currentContext() == context;
    }

    @Override
    public void post(Runnable task) {
        context.runOnContext(now -> task.run());
    }
}
