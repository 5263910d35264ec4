package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.store.jdbc.Dialect;
import dev.sluice.store.jdbc.Statements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The statements of the work of runs. */
final class WorkTable {
    private static final String HELD = " where run_id = ? and token = ? and held = 1";

    private final Statements statements;
    private final Dialect dialect;

    WorkTable(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /** Does it; false where whoever does it does not hold the work any more, and nothing has happened. */
    boolean apply(Handle handle, Work work) {
        if (work instanceof Work.Ready ready) {
            return change(
                    handle,
                    "insert into run_work (run_id, ready_at, token, held) values (?, ?, 0, 0)"
                            + " on conflict (run_id) do update set ready_at = excluded.ready_at, held = 0",
                    ready.runId(),
                    ready.at().toEpochMilli());
        }
        if (work instanceof Work.Take take) {
            return change(
                    handle,
                    "insert into run_work (run_id, ready_at, token, held) values (?, ?, ?, 1)"
                            + " on conflict (run_id) do nothing",
                    take.runId(),
                    take.until().toEpochMilli(),
                    Work.Take.TOKEN);
        }
        if (work instanceof Work.Hold hold) {
            return move(handle, hold.runId(), hold.token(), hold.until(), 1);
        }
        if (work instanceof Work.Park park) {
            return move(handle, park.runId(), park.token(), park.at(), 0);
        }
        Work.Done done = (Work.Done) work;
        return change(handle, "delete from run_work" + HELD, done.runId(), done.token());
    }

    private boolean move(Handle handle, String runId, long token, Instant at, int held) {
        String sql = "update run_work set ready_at = ?, held = ?" + HELD;
        return change(handle, sql, at.toEpochMilli(), held, runId, token);
    }

    private boolean change(Handle handle, String sql, Object... values) {
        return statements.update(handle, sql, values) == 1;
    }

    boolean isReady(Handle handle, Instant now) {
        return statements
                .first(
                        handle,
                        "select 1 from run_work where ready_at <= ? limit 1",
                        row -> row.getInt(1),
                        now.toEpochMilli())
                .isPresent();
    }

    List<Claim> claim(Handle handle, Instant now, Instant until, int most) {
        List<String> ready = statements.list(
                handle,
                "select run_id from run_work where ready_at <= ? order by ready_at limit ?" + dialect.skippingLocked(),
                row -> row.getString(1),
                now.toEpochMilli(),
                most);
        List<Claim> claims = new ArrayList<>();
        for (String runId : ready) {
            statements
                    .first(
                            handle,
                            "update run_work set token = token + 1, held = 1, ready_at = ? where run_id = ?"
                                    + " returning token",
                            row -> row.getLong(1),
                            until.toEpochMilli(),
                            runId)
                    .ifPresent(token -> claims.add(new Claim(runId, token)));
        }
        return claims;
    }

    /** Takes all work from whoever holds it; how much. */
    int releaseAll(Handle handle, Instant now) {
        return statements.update(
                handle, "update run_work set held = 0, ready_at = ? where held = 1", now.toEpochMilli());
    }

    void deleteOfRoot(Handle handle, String root) {
        statements.update(
                handle,
                "delete from run_work where run_id in (select id from documents where root = ? and kind = 'RUN')",
                root);
    }
}
