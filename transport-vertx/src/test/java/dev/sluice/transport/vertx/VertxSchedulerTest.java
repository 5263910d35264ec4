package dev.sluice.transport.vertx;

import dev.sluice.core.spi.Scheduler;
import dev.sluice.testkit.contract.SchedulerContract;
import org.junit.jupiter.api.AfterAll;

final class VertxSchedulerTest extends SchedulerContract {
    private static final VertxRuntime RUNTIME = VertxRuntime.start();

    @AfterAll
    static void close() {
        RUNTIME.close();
    }

    @Override
    protected Scheduler scheduler() {
        return RUNTIME.scheduler();
    }
}
