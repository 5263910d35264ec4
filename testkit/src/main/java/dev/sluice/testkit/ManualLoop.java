package dev.sluice.testkit;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/**
 * An event loop that runs when the test says so, and whose timers go by a clock that the test moves. Everything happens on
 * the test's thread, in one order that is always the same.
 */
public final class ManualLoop implements EventLoop {
    private final ManualClock clock;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparing(Timer::number));
    private long timersMade;
    private boolean running;

    /** A loop with nothing to do. */
    public ManualLoop(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public boolean isCurrent() {
        return running;
    }

    @Override
    public void post(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Cancellation.Registration after(Duration delay, Runnable task) {
        Timer timer = new Timer(clock.instant().plus(delay), timersMade++, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /** Runs what was posted, and what that posts, until nothing is left. */
    public void runAll() {
        while (runOne()) {
            // One after the other.
        }
    }

    /** Runs what was posted first; whether there was anything. */
    public boolean runOne() {
        Runnable task = tasks.poll();
        if (task == null) {
            return false;
        }
        running = true;
        try {
            task.run();
        } finally {
            running = false;
        }
        return true;
    }

    /** Forgets what was posted and what is timed, as if the process had ended. */
    public void forget() {
        tasks.clear();
        timers.clear();
    }

    /** Lets time go by, from one timer to the next, and runs what is due. */
    public void advance(Duration amount) {
        Instant end = clock.instant().plus(amount);
        runAll();
        while (!timers.isEmpty() && !timers.peek().due().isAfter(end)) {
            Timer next = timers.remove();
            if (next.due().isAfter(clock.instant())) {
                clock.advance(Duration.between(clock.instant(), next.due()));
            }
            tasks.add(next.task());
            runAll();
        }
        if (end.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), end));
        }
    }

    private record Timer(Instant due, long number, Runnable task) {}
}
