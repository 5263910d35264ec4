package dev.sluice.store.jdbc.ids;

/**
 * How much a ledger may hold.
 *
 * @param inMemory ids in memory, known and unknown ones; about 250 bytes each
 * @param unsaved ids that may wait to be written; what comes beyond is dropped
 * @param perKind ids of each kind in the database; the longest unused ones beyond it are purged
 */
public record LedgerLimits(int inMemory, int unsaved, int perKind) {
    /** 200,000 ids in memory, 65,536 waiting. */
    public static LedgerLimits perKind(int ids) {
        return new LedgerLimits(200_000, 65_536, ids);
    }
}
