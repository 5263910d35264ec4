package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.spi.Scheduler;
import dev.sluice.testkit.contract.SchedulerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ManualSchedulerTest extends SchedulerContract {
    private static final Instant START = Instant.EPOCH;

    private final ManualClock clock = ManualClock.at(START);
    private final ManualScheduler scheduler = new ManualScheduler(clock);

    @Override
    protected Scheduler scheduler() {
        return scheduler;
    }

    @Override
    protected long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    protected void pass(Duration amount) {
        scheduler.advance(amount);
    }

    @Test
    void everyTaskSeesItsOwnTime() {
        List<Instant> seen = new ArrayList<>();
        scheduler.after(Duration.ofSeconds(2), () -> seen.add(clock.instant()));
        scheduler.after(Duration.ofSeconds(1), () -> seen.add(clock.instant()));
        scheduler.after(Duration.ofSeconds(9), () -> seen.add(clock.instant()));

        scheduler.advance(Duration.ofSeconds(5));

        assertThat(seen).containsExactly(START.plusSeconds(1), START.plusSeconds(2));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
        assertThat(scheduler.waiting()).isEqualTo(1);
    }
}
