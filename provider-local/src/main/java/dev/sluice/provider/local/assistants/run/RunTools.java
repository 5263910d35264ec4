package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.assistants.store.Change;
import dev.sluice.core.assistants.store.Claim;
import dev.sluice.core.assistants.store.Work;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.spi.ModelCaller;
import dev.sluice.provider.local.assistants.account.ModelAccount;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.IdSource;
import dev.sluice.provider.local.assistants.files.FileKeeper;
import dev.sluice.provider.local.assistants.vectors.StoreSearch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What runs are worked on with.
 *
 * @param stores where everything is kept
 * @param archive the objects of that store
 * @param json reads and writes what models say and are told
 * @param models what runs are executed on
 * @param ids names what is new
 * @param clock the time of day
 * @param hub brings events to those who listen
 * @param search searches files
 * @param keeper keeps files
 * @param log tells of runs
 */
record RunTools(
        AssistantStores stores,
        Archive archive,
        JsonCodec json,
        ModelCaller models,
        IdSource ids,
        Clock clock,
        EventHub hub,
        StoreSearch search,
        FileKeeper keeper,
        RunLog log) {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** The account that a model is in. */
    ModelAccount account(String owner, String model, EventLoop loop) {
        return new ModelAccount(models, json, ids, owner, model, loop);
    }

    /** Somebody may take it up; nobody does where it is held by another meanwhile. */
    void giveBack(Claim claim) {
        giveBack(claim, clock.instant());
    }

    /** The same a little later: what has just failed may not fail then. */
    void giveBackSoon(Claim claim) {
        giveBack(claim, clock.instant().plus(SOON));
    }

    private void giveBack(Claim claim, Instant at) {
        archive.commit(Change.builder().work(new Work.Park(claim.runId(), claim.token(), at)));
    }
}
