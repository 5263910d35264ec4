package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.provider.local.assistants.data.RunState;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A run as it was just made: what is in the store of it need not be read again.
 *
 * @param owner to whom it belongs
 * @param run the run
 * @param state what an engine knows of it
 * @param content the run as clients see it
 * @param told the events of the change that made it
 * @param isTaken whether its work is held here
 * @param leavesWork whether the change made work that is to be claimed
 */
public record MadeRun(
        String owner,
        Run run,
        RunState state,
        ByteBuffer content,
        List<LoggedEvent> told,
        boolean isTaken,
        boolean leavesWork) {
    public MadeRun {
        told = List.copyOf(told);
    }

    /** Its id, and nothing that it says. */
    @Override
    public String toString() {
        return "MadeRun[" + run.id() + "]";
    }
}
