package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.core.call.Cancellation.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Brings events that are in the store to those who listen in this process. Thread-safe. */
public final class EventHub {
    private final Map<String, List<Consumer<List<LoggedEvent>>>> listeners = new ConcurrentHashMap<>();

    /** Events of a run, numbered from the first on. */
    public void told(String runId, long first, List<NewEvent> events) {
        List<Consumer<List<LoggedEvent>>> some = listeners.get(runId);
        if (some == null || events.isEmpty()) {
            return;
        }
        List<LoggedEvent> numbered = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            numbered.add(new LoggedEvent(
                    first + i, events.get(i).name(), events.get(i).data()));
        }
        some.forEach(listener -> listener.accept(numbered));
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
