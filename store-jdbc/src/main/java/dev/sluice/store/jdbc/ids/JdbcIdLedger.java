package dev.sluice.store.jdbc.ids;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Interner;
import dev.sluice.core.routing.Home;
import dev.sluice.core.routing.IdShape;
import dev.sluice.core.spi.IdLedger;
import dev.sluice.store.jdbc.Database;
import dev.sluice.store.jdbc.Durability;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of ids in a database, with a bounded memory before it.
 *
 * <p>Memory decides for ids that were lately learned or asked for, and for strings of a kind of which no id was ever
 * learned. For all others the database is asked; where it says nothing for {@value #PATIENCE_MILLIS} ms the id counts as
 * unknown. What one node has written, every node finds a second later. What was learned is written 20 ms later, and all
 * of it before {@link #flush} completes.
 */
public final class JdbcIdLedger implements IdLedger {
    /** How long an answer may wait for the database, in milliseconds. */
    public static final int PATIENCE_MILLIS = 500;

    /** How long {@link #close} waits at most, in seconds. */
    public static final int CLOSE_SECONDS = 5;

    /** Ids of one question that are looked up; those beyond count as unknown. */
    private static final int MOST_LOOKED_UP = 2000;

    /** After this time the use of an id is written down, so that it is not purged. */
    private static final Duration WORTH_A_WRITE = Duration.ofDays(1);

    /** How long the database is left alone after it has failed. */
    private static final Duration BLIND = Duration.ofSeconds(1);

    private final Database database;
    private final IdTable table;
    private final Kinds kinds;
    private final Cache<String, Known> memory;
    private final Interner<Home> homes = Interner.newWeakInterner();
    private final Unsaved unsaved;
    private final WriteBehind behind;
    private final Retention retention;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final LongAdder lookUps = new LongAdder();
    private final LongAdder failedLookUps = new LongAdder();
    private volatile long blindSince;
    private volatile boolean closed;

    private JdbcIdLedger(Database database, LedgerLimits limits, Clock clock, LongSupplier nanoTime) {
        this.database = database;
        this.table = new IdTable(database.dialect());
        this.kinds = new Kinds(() -> database.readBare(IdTable::kinds), nanoTime);
        this.memory = Memory.of(limits.inMemory(), nanoTime);
        this.unsaved = new Unsaved(limits.unsaved());
        this.behind = new WriteBehind(unsaved, this::save);
        this.retention = new Retention(database, table, limits.perKind());
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.blindSince = nanoTime.getAsLong() - BLIND.toNanos();
    }

    /**
     * A ledger in this database, which stays open when the ledger is closed.
     *
     * @param clock for when ids were last used
     * @param nanoTime for how long memory is right
     */
    public static JdbcIdLedger open(Database database, LedgerLimits limits, Clock clock, LongSupplier nanoTime) {
        JdbcIdLedger ledger = new JdbcIdLedger(database, limits, clock, nanoTime);
        ledger.kinds.load();
        return ledger;
    }

    @Override
    public CompletionStage<Map<String, Home>> find(Set<String> ids) {
        Map<String, Home> found = new HashMap<>();
        List<String> open = new ArrayList<>();
        for (String id : ids) {
            if (IdShape.isPlausible(id) && !decides(id, found)) {
                open.add(id);
            }
        }
        if (open.isEmpty() || closed || nanoTime.getAsLong() - blindSince < BLIND.toNanos()) {
            return CompletableFuture.completedStage(found);
        }
        CompletableFuture<Void> fresh =
                open.stream().allMatch(kinds::mayKnow) ? CompletableFuture.completedFuture(null) : kinds.refreshed();
        return fresh.isDone() ? lookUp(open, found) : fresh.thenCompose(now -> lookUp(open, found));
    }

    /** Adds the home that memory has; whether it is certain. */
    private boolean decides(String id, Map<String, Home> found) {
        Change change = unsaved.get(id);
        if (change != null) {
            found.put(id, change.home());
            return change.ownerIsKnown();
        }
        Known known = memory.getIfPresent(id);
        if (known == null) {
            return false;
        }
        if (known.home() != null) {
            found.put(id, known.home());
        }
        used(id, known);
        return true;
    }

    /** Writes the use of an id down, unless that was done lately. */
    private void used(String id, Known known) {
        Home home = known.home();
        long now = clock.millis();
        if (home != null && now - known.seenAt() > WORTH_A_WRITE.toMillis() && !closed) {
            memory.put(id, new Known(home, now));
            if (unsaved.update(id, waiting -> waiting == null ? Change.touched(home) : waiting)) {
                behind.wake();
            }
        }
    }

    private CompletionStage<Map<String, Home>> lookUp(List<String> open, Map<String, Home> found) {
        List<String> asked =
                open.stream().filter(kinds::mayKnow).limit(MOST_LOOKED_UP).toList();
        if (asked.isEmpty()) {
            return CompletableFuture.completedStage(found);
        }
        lookUps.increment();
        return database.read(handle -> table.find(handle, asked))
                .toCompletableFuture()
                .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .handle((rows, failure) -> failure == null ? answered(asked, rows, found) : unanswered(found));
    }

    private Map<String, Home> answered(List<String> asked, Map<String, Known> rows, Map<String, Home> found) {
        for (String id : asked) {
            Known row = rows.get(id);
            memory.asMap().putIfAbsent(id, row == null ? Known.NOTHING : interned(row));
            if (row != null) {
                used(id, row);
            }
            if (!decides(id, found) && row != null && row.home() != null) {
                // Learned a moment ago: the account is right, and the owner is the one of the row.
                Home learned = found.get(id);
                found.put(
                        id,
                        learned == null
                                ? row.home()
                                : new Home(learned.account(), row.home().owner()));
            }
        }
        return found;
    }

    private Map<String, Home> unanswered(Map<String, Home> found) {
        failedLookUps.increment();
        blindSince = nanoTime.getAsLong();
        return found;
    }

    private Known interned(Known row) {
        return row.home() == null ? row : new Known(homes.intern(row.home()), row.seenAt());
    }

    @Override
    public void learn(Set<String> ids, Home home) {
        if (closed) {
            return;
        }
        Home kept = homes.intern(home);
        for (String id : ids) {
            if (IdShape.isPlausible(id)) {
                kinds.learned(id);
                change(id, waiting -> waiting == null ? learned(id, kept) : waiting.thenLearned(kept));
            }
        }
        behind.wake();
    }

    /** What is to be written of an id that was learned; null where the row says so already. */
    private @Nullable Change learned(String id, Home home) {
        Known known = memory.getIfPresent(id);
        if (known == null || known.home() == null) {
            return new Change(Change.Action.LEARN, home, false);
        }
        Home merged = homes.intern(new Home(home.account(), known.home().owner()));
        boolean isWritten = merged.equals(known.home()) && clock.millis() - known.seenAt() <= WORTH_A_WRITE.toMillis();
        return isWritten ? null : new Change(Change.Action.LEARN, merged, true);
    }

    private void change(String id, Function<@Nullable Change, @Nullable Change> next) {
        if (!unsaved.update(id, next)) {
            behind.drop();
        }
    }

    /** Writes a batch; memory has it before the stage completes. */
    private CompletionStage<Map<String, Home>> save(Map<String, Change> changes) {
        long now = clock.millis();
        Map<String, String> kindsOf = changes.keySet().stream().collect(Collectors.toMap(id -> id, kinds::learned));
        List<String> newKinds = kindsOf.values().stream()
                .distinct()
                .filter(kind -> !kinds.isSaved(kind))
                .toList();
        // Rows whose kind is lost would never be found again.
        Durability durability = newKinds.isEmpty() ? Durability.LAZY : Durability.SYNCED;
        return database.write(durability, handle -> {
                    table.addKinds(handle, newKinds);
                    return table.write(handle, changes, kindsOf, now);
                })
                .thenApply(written -> {
                    kinds.saved(newKinds);
                    changes.keySet().forEach(id -> memory.put(id, known(written.get(id), now)));
                    retention.written(counts(written.keySet(), kindsOf));
                    return written;
                });
    }

    private Known known(@Nullable Home home, long now) {
        return home == null ? Known.NOTHING : new Known(homes.intern(home), now);
    }

    private static Map<String, Integer> counts(Set<String> ids, Map<String, String> kindsOf) {
        Map<String, Integer> counts = new HashMap<>();
        ids.forEach(id -> counts.merge(kindsOf.getOrDefault(id, ""), 1, Integer::sum));
        return counts;
    }

    @Override
    public CompletionStage<Void> flush() {
        return behind.flush();
    }

    /** What it has done so far. */
    public LedgerStatistics statistics() {
        return new LedgerStatistics(
                memory.estimatedSize(), unsaved.size(), lookUps.sum(), failedLookUps.sum(), behind.dropped());
    }

    @Override
    public void close() {
        closed = true;
        behind.close();
        CompletableFuture<Void> flushed = behind.flush().toCompletableFuture();
        flushed.completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
    }
}
