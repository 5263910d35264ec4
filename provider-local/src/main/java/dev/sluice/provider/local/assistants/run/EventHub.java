package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.core.call.Cancellation.Registration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Brings events that are in the store to those who listen in this process. Thread-safe. */
public final class EventHub {
    private final Map<String, List<Consumer<List<LoggedEvent>>>> listeners = new ConcurrentHashMap<>();
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    /** A run that was made here tells its events here alone, until it is forgotten. */
    void made(String runId, long lastEvent) {
        last.put(runId, lastEvent);
    }

    void forget(String runId) {
        last.remove(runId);
    }

    /** Whether nothing was told of a run after that event; false where that is not known here. */
    boolean isLast(String runId, long event) {
        return last.getOrDefault(runId, -1L) == event;
    }

    /** Events of a run, numbered from the first on. */
    public void told(String runId, long first, List<NewEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        // Whoever listens from now on, and is not told of these, must find that there was something.
        last.computeIfPresent(runId, (id, before) -> first + events.size() - 1);
        List<Consumer<List<LoggedEvent>>> some = listeners.get(runId);
        if (some != null) {
            List<LoggedEvent> numbered = LoggedEvent.numbered(first, events);
            some.forEach(listener -> listener.accept(numbered));
        }
    }

    Registration listen(String runId, Consumer<List<LoggedEvent>> listener) {
        listeners.compute(runId, (id, some) -> {
            List<Consumer<List<LoggedEvent>>> all = some == null ? new CopyOnWriteArrayList<>() : some;
            all.add(listener);
            return all;
        });
        return () -> listeners.computeIfPresent(runId, (id, some) -> {
            some.remove(listener);
            return some.isEmpty() ? null : some;
        });
    }
}
