package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.assistants.store.NewEvent;
import java.nio.ByteBuffer;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The statements of what runs told. */
final class EventTable {
    /** Tells events after those that were told; the number of the first, 0 where there are none. */
    long tell(Handle handle, String runId, List<NewEvent> events) {
        if (events.isEmpty()) {
            return 0;
        }
        long first = handle.createQuery("select coalesce(max(number), 0) + 1 from run_events where run_id = :run")
                .bind("run", runId)
                .map((row, context) -> row.getLong(1))
                .one();
        PreparedBatch batch = handle.prepareBatch(
                "insert into run_events (run_id, number, name, data) values (:run, :number, :name, :data)");
        for (int i = 0; i < events.size(); i++) {
            batch.bind("run", runId)
                    .bind("number", first + i)
                    .bind("name", events.get(i).name())
                    .bind("data", DocumentTable.bytes(events.get(i).data()))
                    .add();
        }
        batch.execute();
        return first;
    }

    List<LoggedEvent> read(Handle handle, String runId, long after, int most) {
        return handle.createQuery("select number, name, data from run_events where run_id = :run and number > :after"
                        + " order by number limit :most")
                .bind("run", runId)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> new LoggedEvent(
                        row.getLong("number"), row.getString("name"), ByteBuffer.wrap(row.getBytes("data"))))
                .list();
    }

    void deleteOfRoot(Handle handle, String root) {
        handle.createUpdate("delete from run_events where run_id in"
                        + " (select id from documents where root = :root and kind = 'RUN')")
                .bind("root", root)
                .execute();
    }
}
