package dev.sluice.core.spi;

import dev.sluice.core.routing.Home;
import dev.sluice.core.routing.IdShape;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Remembers in which account each object lives, so that its id goes home. What {@link IdShape} calls no id is never
 * learned and never found, but may be asked for.
 *
 * <h2>Threading</h2>
 * Called from any event loop, concurrently; must not block: what needs a database is done on threads of its own.
 *
 * <h2>Completion</h2>
 * {@link #find} completes at once where memory decides, which is nearly always: also for strings that look like no id
 * that was ever learned. Otherwise it completes on any thread. What was learned is found from then on by the same
 * ledger; {@link #flush} completes when it would also be found after a restart.
 *
 * <h2>Errors</h2>
 * None: a ledger that cannot look something up does not know it, and whoever asks finds out by probing. What cannot be
 * kept is counted and told by the adapter's own log.
 *
 * <h2>Back-pressure</h2>
 * Learning is handed over and written in batches behind. A full queue drops what comes, as if it had not been learned,
 * and counts it; no answer waits.
 */
public interface IdLedger extends AutoCloseable {
    /** Remembers nothing: every id is found by asking the accounts. */
    IdLedger NONE = new ForgetfulLedger();

    /** The homes of those that are known, of any strings. */
    CompletionStage<Map<String, Home>> find(Set<String> ids);

    /**
     * Remembers these ids; an id that is known keeps its owner and takes the new account. That of a deleted object stays,
     * so that a late call for it still goes home.
     */
    void learn(Set<String> ids, Home home);

    /** Completes when what was learned so far is kept, or given up. */
    CompletionStage<Void> flush();

    /** Flushes for a bounded time and ends. */
    @Override
    void close();
}
