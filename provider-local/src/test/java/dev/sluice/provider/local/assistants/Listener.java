package dev.sluice.provider.local.assistants;

import java.util.ArrayList;
import java.util.List;

/** A client that reads the events of a run, leaves, and comes back for the rest. */
final class Listener {
    private final String path;
    private final List<Events.Event> before = new ArrayList<>();
    private Events now;
    private boolean away;

    /** Listens from the first event on. */
    Listener(Bench bench, String runPath) {
        this.path = runPath + "/events";
        this.now = bench.listen("GET", path, null);
    }

    boolean isOf(WatchedRun run) {
        return path.startsWith(run.path() + "/");
    }

    boolean isAway() {
        return away;
    }

    /** Leaves, or is left by a server that is gone. */
    void leave() {
        if (!away) {
            away = true;
            now.leave();
            now.all().stream().filter(event -> event.number() > 0).forEach(before::add);
        }
    }

    void comeBack(Bench bench) {
        away = false;
        long last = before.isEmpty() ? 0 : before.get(before.size() - 1).number();
        now = bench.listen("GET", path + "?after=" + last, null);
    }

    boolean isComplete() {
        return !away && now.isComplete();
    }

    /** Everything that it heard. */
    List<Events.Event> all() {
        List<Events.Event> all = new ArrayList<>(before);
        if (!away) {
            all.addAll(now.all());
        }
        return all;
    }
}
