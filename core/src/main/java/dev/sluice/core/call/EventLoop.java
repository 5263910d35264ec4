package dev.sluice.core.call;

import java.time.Duration;

/**
 * The one thread on which a call lives. Whatever completes elsewhere, such as a key store or a provider with threads of
 * its own, is brought back to it.
 */
public interface EventLoop {
    /** A loop for callers that have none: everything runs where it happens. */
    EventLoop NONE = new EventLoop() {
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
            throw new IllegalStateException("A caller without a loop has no timers");
        }
    };

    /** Whether the caller is on it. */
    boolean isCurrent();

    /** Runs the task on it, after what was posted before. */
    void post(Runnable task);

    /** Runs the task on it after that delay, unless it is taken back before. */
    Cancellation.Registration after(Duration delay, Runnable task);

    /** Runs the task at once where the caller is on it, else posts it. */
    default void run(Runnable task) {
        if (isCurrent()) {
            task.run();
        } else {
            post(task);
        }
    }
}
