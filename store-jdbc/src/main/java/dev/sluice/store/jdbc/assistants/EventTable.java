package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.store.jdbc.Dialect;
import dev.sluice.store.jdbc.Statements;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements of what runs told. */
final class EventTable {
    private static final String NEXT = "select coalesce(max(number), 0) + 1 from run_events where run_id = ";
    private static final String NEXT_OF_ALL =
            "select run, (" + NEXT + "run collate \"C\") from unnest(?) as runs (run)";

    private final Statements statements;
    private final Dialect dialect;

    EventTable(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /**
     * Tells the events of changes, of which each has a run of its own, after those that were told; the number of the first of
     * each run that has any.
     */
    Map<String, Long> tell(Handle handle, List<Change> changes) {
        Map<String, List<NewEvent>> told = new LinkedHashMap<>();
        for (Change change : changes) {
            change.log().filter(run -> !change.events().isEmpty()).ifPresent(run -> told.put(run, change.events()));
        }
        Map<String, Long> firsts = firsts(handle, told.keySet());
        List<@Nullable Object[]> lines = new ArrayList<>();
        told.forEach((run, events) -> {
            long number = firsts.getOrDefault(run, 1L);
            for (NewEvent event : events) {
                lines.add(new Object[] {run, number++, event.name(), DocumentTable.bytes(event.data())});
            }
        });
        statements.updateAll(handle, "insert into run_events (run_id, number, name, data) values (?, ?, ?, ?)", lines);
        return firsts;
    }

    /** The number of the next event of each of these runs. */
    private Map<String, Long> firsts(Handle handle, Set<String> runs) {
        Map<String, Long> firsts = new HashMap<>();
        if (runs.isEmpty()) {
            return firsts;
        }
        if (dialect == Dialect.POSTGRESQL) {
            String[] ids = runs.toArray(String[]::new);
            statements
                    .list(handle, NEXT_OF_ALL, row -> Map.entry(row.getString(1), row.getLong(2)), (Object) ids)
                    .forEach(next -> firsts.put(next.getKey(), next.getValue()));
        } else {
            for (String run : runs) {
                statements
                        .first(handle, NEXT + "?", row -> row.getLong(1), run)
                        .ifPresent(next -> firsts.put(run, next));
            }
        }
        return firsts;
    }

    List<LoggedEvent> read(Handle handle, String runId, long after, int most) {
        return statements.list(
                handle,
                "select number, name, data from run_events where run_id = ? and number > ? order by number limit ?",
                row -> new LoggedEvent(row.getLong(1), row.getString(2), ByteBuffer.wrap(row.getBytes(3))),
                runId,
                after,
                most);
    }

    void deleteOfRoot(Handle handle, String root) {
        statements.update(
                handle,
                "delete from run_events where run_id in (select id from documents where root = ? and kind = 'RUN')",
                root);
    }
}
