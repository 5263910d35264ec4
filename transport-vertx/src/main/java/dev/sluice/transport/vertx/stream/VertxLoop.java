package dev.sluice.transport.vertx.stream;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * An event loop of Vert.x's, as calls see it.
 *
 * @param context of the loop, and of no worker
 */
public record VertxLoop(Context context) implements EventLoop {
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
