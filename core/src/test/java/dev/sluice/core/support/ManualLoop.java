package dev.sluice.core.support;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A loop on the test's own thread, whose time stands still until it is moved. */
public final class ManualLoop implements EventLoop {
    private final AtomicLong nanos;
    private final List<Timer> timers = new ArrayList<>();

    /** One whose time is this number of nanoseconds. */
    public ManualLoop(AtomicLong nanos) {
        this.nanos = nanos;
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public void post(Runnable task) {
        task.run();
    }

    @Override
    public Cancellation.Registration after(Duration delay, Runnable task) {
        Timer timer = new Timer(nanos.get() + delay.toNanos(), task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /** How many timers wait. */
    public int waiting() {
        return timers.size();
    }

    /** How long the next timer still waits. */
    public Duration untilNext() {
        return Duration.ofNanos(next().due - nanos.get());
    }

    /** Moves the time to the next timer and runs it. */
    public void runNext() {
        Timer timer = next();
        timers.remove(timer);
        nanos.set(Math.max(nanos.get(), timer.due));
        timer.task.run();
    }

    private Timer next() {
        return timers.stream()
                .min(Comparator.comparingLong(Timer::due))
                .orElseThrow(() -> new AssertionError("Nothing waits"));
    }

    private record Timer(long due, Runnable task) {}
}
