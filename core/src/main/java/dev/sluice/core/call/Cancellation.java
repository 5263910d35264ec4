package dev.sluice.core.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call is still wanted. Cancelled once, by whoever learns that nobody waits for the answer any more.
 *
 * <p>Thread-safe. Listeners run on the thread that cancels, or at once where the call is cancelled already.
 */
public final class Cancellation {
    private @Nullable List<Runnable> listeners = new ArrayList<>(2);

    /** Cancels the call; further calls do nothing. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            toRun = listeners;
            listeners = null;
        }
        if (toRun != null) {
            toRun.forEach(Runnable::run);
        }
    }

    /** Whether the call was cancelled. */
    public synchronized boolean isCancelled() {
        return listeners == null;
    }

    /** Runs the listener when the call is cancelled, unless it is taken back before. */
    public Registration onCancel(Runnable listener) {
        synchronized (this) {
            if (listeners != null) {
                listeners.add(listener);
                return () -> remove(listener);
            }
        }
        listener.run();
        return () -> {};
    }

    private synchronized void remove(Runnable listener) {
        if (listeners != null) {
            listeners.remove(listener);
        }
    }

    /** A listener that can be taken back. */
    @FunctionalInterface
    public interface Registration {
        /** Takes the listener back; harmless when it ran already. */
        void remove();
    }
}
