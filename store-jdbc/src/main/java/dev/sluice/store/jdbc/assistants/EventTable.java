package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.assistants.store.NewEvent;
import dev.sluice.store.jdbc.Statements;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The statements of what runs told. */
final class EventTable {
    private final Statements statements;

    EventTable(Statements statements) {
        this.statements = statements;
    }

    /** Tells events after those that were told; the number of the first, 0 where there are none. */
    long tell(Handle handle, String runId, List<NewEvent> events) {
        if (events.isEmpty()) {
            return 0;
        }
        long first = statements
                .first(
                        handle,
                        "select coalesce(max(number), 0) + 1 from run_events where run_id = ?",
                        row -> row.getLong(1),
                        runId)
                .orElse(1L);
        List<Object[]> lines = new ArrayList<>();
        for (NewEvent event : events) {
            lines.add(new Object[] {runId, first + lines.size(), event.name(), DocumentTable.bytes(event.data())});
        }
        statements.updateAll(handle, "insert into run_events (run_id, number, name, data) values (?, ?, ?, ?)", lines);
        return first;
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
