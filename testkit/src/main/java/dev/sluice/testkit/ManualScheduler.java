package dev.sluice.testkit;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A scheduler whose time passes when the test says so, and its clock's with it. Thread-safe. */
public final class ManualScheduler implements Scheduler {
    private final ManualClock clock;
    private final List<Task> waiting = new ArrayList<>();

    /** A scheduler by this clock, which must be moved by nothing else. */
    public ManualScheduler(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Cancellation.Registration after(Duration delay, Runnable action) {
        Task task = new Task(clock.instant().plus(delay), action);
        waiting.add(task);
        return () -> remove(task);
    }

    /** Lets so much time pass. What becomes due is run on this thread, each at its own time. */
    public void advance(Duration amount) {
        Instant end = clock.instant().plus(amount);
        for (Optional<Task> next = nextUntil(end); next.isPresent(); next = nextUntil(end)) {
            moveTo(next.get().due);
            next.get().action.run();
        }
        moveTo(end);
    }

    /** How many tasks have not become due. */
    public synchronized int waiting() {
        return waiting.size();
    }

    private void moveTo(Instant moment) {
        Duration missing = Duration.between(clock.instant(), moment);
        if (!missing.isNegative()) {
            clock.advance(missing);
        }
    }

    private synchronized Optional<Task> nextUntil(Instant end) {
        Optional<Task> next =
                waiting.stream().filter(task -> !task.due.isAfter(end)).min(Comparator.comparing(task -> task.due));
        next.ifPresent(waiting::remove);
        return next;
    }

    private synchronized void remove(Task task) {
        waiting.remove(task);
    }

    /** Compared by identity: two of the same action and time are two. */
    private static final class Task {
        private final Instant due;
        private final Runnable action;

        Task(Instant due, Runnable action) {
            this.due = due;
            this.action = action;
        }
    }
}
