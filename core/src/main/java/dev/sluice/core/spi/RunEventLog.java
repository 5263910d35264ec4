package dev.sluice.core.spi;

import dev.sluice.core.assistants.store.LoggedEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The events that runs told, for those who come late. Events are appended by changes of the {@link AssistantStore} that
 * this log belongs to, numbered from 1 without a gap, and go with their run.
 *
 * <h2>Threading</h2>
 * As {@link AssistantStore}.
 *
 * <h2>Completion</h2>
 * Shows every event of a change that is done.
 *
 * <h2>Errors</h2>
 * As {@link AssistantStore}. A run that is not there told nothing.
 *
 * <h2>Back-pressure</h2>
 * The caller asks for as many as it can take.
 */
public interface RunEventLog {
    /**
     * Events of a run, in order.
     *
     * @param after those with a greater number than this; 0 for all
     * @param most at most so many
     */
    CompletionStage<List<LoggedEvent>> read(String runId, long after, int most);
}
