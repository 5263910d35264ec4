package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every {@link Scheduler} must do. */
public abstract class SchedulerContract {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONGER = Duration.ofMillis(60);

    private final List<String> ran = new CopyOnWriteArrayList<>();

    /** The scheduler under test. */
    protected abstract Scheduler scheduler();

    /** The time by which the scheduler goes, in nanoseconds. */
    protected long nanos() {
        return System.nanoTime();
    }

    /** Lets so much time pass, where it does not pass by itself. */
    protected void pass(Duration amount) {}

    private CompletableFuture<Long> run(String name, Duration delay) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        scheduler().after(delay, () -> {
            ran.add(name);
            done.complete(nanos());
        });
        return done;
    }

    private <T> T passAndAwait(CompletableFuture<T> done) {
        pass(LONGER);
        return Stages.await(done);
    }

    @Test
    void aTaskRunsOnceAndNotBeforeItsTime() {
        long start = nanos();
        CompletableFuture<Long> first = run("first", SHORT);
        CompletableFuture<Long> last = run("last", LONGER);

        assertThat(passAndAwait(last) - start).isGreaterThanOrEqualTo(LONGER.toNanos());
        assertThat(Stages.await(first) - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(ran).containsExactlyInAnyOrder("first", "last");
    }

    @Test
    void aTaskOfNoDelayRunsToo() {
        passAndAwait(run("now", Duration.ZERO));

        assertThat(ran).containsExactly("now");
    }

    @Test
    void aTaskThatWasTakenBackDoesNotRun() {
        Cancellation.Registration taken = scheduler().after(SHORT, () -> ran.add("taken"));
        CompletableFuture<Long> kept = run("kept", LONGER);
        taken.remove();

        passAndAwait(kept);

        assertThat(ran).containsExactly("kept");
    }

    @Test
    void takingBackWhatRanIsHarmless() {
        CompletableFuture<Long> done = new CompletableFuture<>();
        Cancellation.Registration registration = scheduler().after(SHORT, () -> done.complete(0L));
        passAndAwait(done);

        registration.remove();
        registration.remove();

        passAndAwait(run("next", SHORT));
        assertThat(ran).containsExactly("next");
    }

    @Test
    void aTaskMayScheduleAnother() {
        CompletableFuture<Long> done = new CompletableFuture<>();
        scheduler().after(SHORT, () -> scheduler().after(SHORT, () -> done.complete(nanos())));

        passAndAwait(done);

        assertThat(done).isCompleted();
    }
}
