package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.spi.ModelCaller;
import dev.sluice.provider.local.assistants.data.Archive;
import dev.sluice.provider.local.assistants.data.IdSource;
import dev.sluice.provider.local.assistants.vectors.StoreSearch;
import java.time.Clock;

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
        RunLog log) {}
