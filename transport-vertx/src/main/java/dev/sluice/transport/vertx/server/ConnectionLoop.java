package dev.sluice.transport.vertx.server;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * An event loop: that of a client's connection, or one for whatever outlives its call.
 *
 * @param context the loop
 */
public record ConnectionLoop(Context context) implements EventLoop {
    @Override
    public boolean isCurrent() {
        return Vertx.currentContext() == context;
    }

    @Override
    public void post(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    @Override
    public Cancellation.Registration after(Duration delay, Runnable task) {
        long timer = context.owner().setTimer(Math.max(1, delay.toMillis()), due -> run(task));
        return () -> context.owner().cancelTimer(timer);
    }
}
