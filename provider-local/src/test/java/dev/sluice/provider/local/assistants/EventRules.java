package dev.sluice.provider.local.assistants;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What SDKs require of the order of events: section C.5 of the contract. */
final class EventRules {
    private static final Set<String> OVER = Set.of("completed", "incomplete", "failed", "cancelled", "expired");

    /** What a run may tell next: section D.1. */
    private static final Map<String, Set<String>> NEXT = Map.of(
            "", Set.of("created"),
            "created", Set.of("queued"),
            "queued", Set.of("in_progress", "cancelling", "expired"),
            "in_progress", Set.of("requires_action", "completed", "incomplete", "failed", "cancelling", "expired"),
            "requires_action", Set.of("queued", "cancelling", "expired"),
            "cancelling", Set.of("cancelled", "expired"));

    private final Set<String> ids = new HashSet<>();
    private @Nullable String step;
    private @Nullable String message;
    private boolean over;
    private String told = "";

    private EventRules() {}

    static void check(List<Events.Event> events) {
        EventRules rules = new EventRules();
        events.stream().filter(event -> event.name().startsWith("thread.")).forEach(rules::next);
    }

    /** The numbers of replayed events: from the one after that, without a gap. */
    static void numbered(List<Events.Event> events, long after) {
        long number = after;
        for (Events.Event event : events) {
            number++;
            require(event.name().equals("done") || event.number() == number, event.name() + " is not number " + number);
        }
    }

    static void endsWith(List<Events.Event> events, String name) {
        String last = events.get(events.size() - 2).name();
        if (!last.equals(name)) {
            throw new AssertionError("The last event is " + last + ", not " + name);
        }
    }

    private void next(Events.Event event) {
        String name = event.name();
        String what = name.substring(name.lastIndexOf('.') + 1);
        String id = event.string("id");
        require(!over, name + " after the end");
        if (name.startsWith("thread.run.step.")) {
            step(what, id);
        } else if (name.startsWith("thread.message.")) {
            message(what, id);
        } else if (name.startsWith("thread.run.")) {
            require(NEXT.getOrDefault(told, Set.of()).contains(what), name + " after " + told);
            told = what;
            over = OVER.contains(what);
            require(!over || (step == null && message == null), name + " while something is open");
            require(what.equals("created") || event.string("status").equals(what), name + " of another status");
        }
    }

    private void step(String what, String id) {
        if (what.equals("created")) {
            require(step == null, "a step while another is open");
            require(ids.add(id), "a step twice");
            step = id;
        } else {
            require(Objects.equals(step, id), "an event of a step that is not open");
            step = OVER.contains(what) ? null : step;
        }
    }

    private void message(String what, String id) {
        if (what.equals("created")) {
            require(message == null, "a message while another is open");
            require(ids.add(id), "a message twice");
            message = id;
        } else {
            require(Objects.equals(message, id), "an event of a message that is not open");
            message = OVER.contains(what) ? null : message;
        }
    }

    private static void require(boolean holds, String broken) {
        if (!holds) {
            throw new AssertionError("Events out of order: " + broken);
        }
    }
}
