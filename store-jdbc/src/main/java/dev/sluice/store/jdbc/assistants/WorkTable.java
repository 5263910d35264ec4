package dev.sluice.store.jdbc.assistants;

import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.store.jdbc.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The statements of the work of runs. */
final class WorkTable {
    private static final String HELD = " where run_id = :run and token = :token and held = 1";

    private final Dialect dialect;

    WorkTable(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Does it; false where whoever does it does not hold the work any more. */
    boolean apply(Handle handle, Work work) {
        if (work instanceof Work.Ready ready) {
            return handle.createUpdate("insert into run_work (run_id, ready_at, token, held) values (:run, :at, 0, 0)"
                                    + " on conflict (run_id) do update set ready_at = excluded.ready_at, held = 0")
                            .bind("run", ready.runId())
                            .bind("at", ready.at().toEpochMilli())
                            .execute()
                    == 1;
        }
        if (work instanceof Work.Hold hold) {
            return move(handle, hold.runId(), hold.token(), hold.until(), 1);
        }
        if (work instanceof Work.Park park) {
            return move(handle, park.runId(), park.token(), park.at(), 0);
        }
        Work.Done done = (Work.Done) work;
        return handle.createUpdate("delete from run_work" + HELD)
                        .bind("run", done.runId())
                        .bind("token", done.token())
                        .execute()
                == 1;
    }

    private static boolean move(Handle handle, String runId, long token, Instant at, int held) {
        return handle.createUpdate("update run_work set ready_at = :at, held = :held" + HELD)
                        .bind("at", at.toEpochMilli())
                        .bind("held", held)
                        .bind("run", runId)
                        .bind("token", token)
                        .execute()
                == 1;
    }

    boolean isReady(Handle handle, Instant now) {
        return handle.createQuery("select 1 from run_work where ready_at <= :now limit 1")
                .bind("now", now.toEpochMilli())
                .map((row, context) -> row.getInt(1))
                .findOne()
                .isPresent();
    }

    List<Claim> claim(Handle handle, Instant now, Instant until, int most) {
        List<String> ready = handle.createQuery("select run_id from run_work where ready_at <= :now"
                        + " order by ready_at limit :most" + dialect.skippingLocked())
                .bind("now", now.toEpochMilli())
                .bind("most", most)
                .map((row, context) -> row.getString(1))
                .list();
        List<Claim> claims = new ArrayList<>();
        for (String runId : ready) {
            long token = handle.createQuery("update run_work set token = token + 1, held = 1, ready_at = :until"
                            + " where run_id = :run returning token")
                    .bind("until", until.toEpochMilli())
                    .bind("run", runId)
                    .map((row, context) -> row.getLong(1))
                    .one();
            claims.add(new Claim(runId, token));
        }
        return claims;
    }

    /** Takes all work from whoever holds it; how much. */
    int releaseAll(Handle handle, Instant now) {
        return handle.createUpdate("update run_work set held = 0, ready_at = :now where held = 1")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void deleteOfRoot(Handle handle, String root) {
        handle.createUpdate("delete from run_work where run_id in"
                        + " (select id from documents where root = :root and kind = 'RUN')")
                .bind("root", root)
                .execute();
    }
}
