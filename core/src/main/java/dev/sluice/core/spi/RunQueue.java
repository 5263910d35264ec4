package dev.sluice.core.spi;

import dev.sluice.core.assistants.store.Claim;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Hands out the work of runs, each to one holder at a time. Work is made, prolonged, laid down and ended by changes of the
 * {@link AssistantStore} that this queue belongs to.
 *
 * <h2>Threading</h2>
 * As {@link AssistantStore}.
 *
 * <h2>Completion</h2>
 * Completes when the claims are durable.
 *
 * <h2>Errors</h2>
 * As {@link AssistantStore}; then nothing was claimed, or what was claimed is ready again when its lease ends.
 *
 * <h2>Back-pressure</h2>
 * The caller asks for as much as it can do.
 */
public interface RunQueue {
    /**
     * Claims work that is ready, longest ready first. Work whose lease has ended is ready.
     *
     * @param now the time
     * @param until when the lease ends, unless it is prolonged
     * @param most the most claims
     */
    CompletionStage<List<Claim>> claim(Instant now, Instant until, int most);
}
