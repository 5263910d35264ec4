package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.store.jdbc.Dialect;
import dev.sluice.store.jdbc.Statements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements of the work of runs. */
final class WorkTable {
    private static final String HELD = " where run_id = ? and token = ? and held = 1";
    private static final String READY = "insert into run_work (run_id, ready_at, token, held) values (?, ?, 0, 0)"
            + " on conflict (run_id) do update set ready_at = excluded.ready_at, held = 0, holder = 0";
    private static final String TAKE =
            "insert into run_work (run_id, ready_at, token, held, holder) values (?, ?, ?, 1, ?)"
                    + " on conflict (run_id) do nothing";
    private static final String HOLD = "update run_work set ready_at = ?, holder = ?" + HELD;
    private static final String PARK = "update run_work set ready_at = ?, held = 0, holder = 0" + HELD;
    private static final String DONE = "delete from run_work" + HELD;

    private final Statements statements;
    private final Dialect dialect;
    private final LongSupplier holder;

    /**
     * The statements for that database.
     *
     * @param holder in whose name work is held that is taken from now on
     */
    WorkTable(Statements statements, Dialect dialect, LongSupplier holder) {
        this.statements = statements;
        this.dialect = dialect;
        this.holder = holder;
    }

    /** Does it; false where whoever does it does not hold the work any more, and what is done is to be taken back. */
    boolean apply(Handle handle, List<Work> all) {
        List<Work> next = new ArrayList<>();
        Set<String> runs = new HashSet<>();
        for (Work work : all) {
            if (!runs.add(work.runId())) {
                if (!applyOneOfEach(handle, next)) {
                    return false;
                }
                next.clear();
                runs.clear();
                runs.add(work.runId());
            }
            next.add(work);
        }
        return applyOneOfEach(handle, next);
    }

    /** No run has two of these: they may be done in any order. */
    private boolean applyOneOfEach(Handle handle, List<Work> all) {
        List<@Nullable Object[]> ready = new ArrayList<>();
        List<@Nullable Object[]> taken = new ArrayList<>();
        List<@Nullable Object[]> prolonged = new ArrayList<>();
        List<@Nullable Object[]> parked = new ArrayList<>();
        List<@Nullable Object[]> done = new ArrayList<>();
        for (Work work : all) {
            if (work instanceof Work.Ready now) {
                ready.add(new Object[] {now.runId(), now.at().toEpochMilli()});
            } else if (work instanceof Work.Take take) {
                taken.add(
                        new Object[] {take.runId(), take.until().toEpochMilli(), Work.Take.TOKEN, holder.getAsLong()});
            } else if (work instanceof Work.Hold hold) {
                prolonged.add(
                        new Object[] {hold.until().toEpochMilli(), holder.getAsLong(), hold.runId(), hold.token()});
            } else if (work instanceof Work.Park park) {
                parked.add(new Object[] {park.at().toEpochMilli(), park.runId(), park.token()});
            } else if (work instanceof Work.Done over) {
                done.add(new Object[] {over.runId(), over.token()});
            }
        }
        return statements.updateAll(handle, READY, ready)
                && statements.updateAll(handle, TAKE, taken)
                && statements.updateAll(handle, HOLD, prolonged)
                && statements.updateAll(handle, PARK, parked)
                && statements.updateAll(handle, DONE, done);
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
        List<Claim> claims = statements.list(
                handle,
                "select run_id, token from run_work where ready_at <= ? order by ready_at limit ?"
                        + dialect.skippingLocked(),
                row -> new Claim(row.getString(1), row.getLong(2) + 1),
                now.toEpochMilli(),
                most);
        List<@Nullable Object[]> lines = new ArrayList<>();
        for (Claim claim : claims) {
            lines.add(new Object[] {claim.token(), holder.getAsLong(), until.toEpochMilli(), claim.runId()});
        }
        statements.updateAll(
                handle, "update run_work set token = ?, held = 1, holder = ?, ready_at = ? where run_id = ?", lines);
        return claims;
    }

    /** Takes all work from whoever holds it; how much. */
    int releaseAll(Handle handle, Instant now) {
        return statements.update(
                handle, "update run_work set held = 0, holder = 0, ready_at = ? where held = 1", now.toEpochMilli());
    }

    void deleteOfRoot(Handle handle, String root) {
        statements.update(
                handle,
                "delete from run_work where run_id in (select id from documents where root = ? and kind = 'RUN')",
                root);
    }
}
