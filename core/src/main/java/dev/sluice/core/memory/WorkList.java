package dev.sluice.core.memory;

import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The work of runs by the time when it is ready. Not thread-safe. */
final class WorkList {
    private final Map<String, Item> items = new HashMap<>();
    private final TreeSet<Item> byTime = new TreeSet<>(
            Comparator.comparing(Item::ready).thenComparing(Item::order).thenComparing(Item::runId));
    private long lastToken = Work.Take.TOKEN;
    private long lastOrder;

    /** Whether the holder that a change speaks of still holds the work, or there is none to be taken yet. */
    boolean isHeld(Work work) {
        if (work instanceof Work.Ready) {
            return true;
        }
        Item item = items.get(work.runId());
        if (work instanceof Work.Take) {
            return item == null;
        }
        return item != null && item.token() != 0 && item.token() == token(work);
    }

    private static long token(Work work) {
        if (work instanceof Work.Hold hold) {
            return hold.token();
        }
        return work instanceof Work.Park park ? park.token() : ((Work.Done) work).token();
    }

    void apply(Work work) {
        if (work instanceof Work.Ready ready) {
            put(work.runId(), ready.at(), 0);
        } else if (work instanceof Work.Take take) {
            put(work.runId(), take.until(), Work.Take.TOKEN);
        } else if (work instanceof Work.Hold hold) {
            put(work.runId(), hold.until(), hold.token());
        } else if (work instanceof Work.Park park) {
            put(work.runId(), park.at(), 0);
        } else {
            remove(work.runId());
        }
    }

    List<Claim> claim(Instant now, Instant until, int most) {
        List<Claim> claims = new ArrayList<>();
        while (claims.size() < most
                && !byTime.isEmpty()
                && !byTime.first().ready().isAfter(now)) {
            String runId = byTime.first().runId();
            long token = ++lastToken;
            put(runId, until, token);
            claims.add(new Claim(runId, token));
        }
        return claims;
    }

    private void put(String runId, Instant ready, long token) {
        remove(runId);
        Item item = new Item(runId, ready, ++lastOrder, token);
        items.put(runId, item);
        byTime.add(item);
    }

    void remove(String runId) {
        @Nullable Item before = items.remove(runId);
        if (before != null) {
            byTime.remove(before);
        }
    }

    /** The token is 0 while nobody holds it; a lease that ends is readiness. */
    private record Item(String runId, Instant ready, long order, long token) {}
}
