package dev.sluice.store.jdbc.ids;

/**
 * What a ledger has done since it was opened.
 *
 * @param inMemory ids in memory, known and unknown ones
 * @param unsaved ids that wait to be written
 * @param lookUps how often the database was asked for ids
 * @param failedLookUps how often it gave no answer in time
 * @param dropped changes that were lost, since too many waited or they could not be written
 */
public record LedgerStatistics(long inMemory, int unsaved, long lookUps, long failedLookUps, long dropped) {}
