package dev.sluice.provider.local.assistants.stream;

import dev.sluice.core.assistants.store.LoggedEvent;
import dev.sluice.core.call.Cancellation.Registration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The events of one run. */
public interface EventSource {
    /** Events that were told, those with a greater number. */
    CompletionStage<List<LoggedEvent>> read(long after, int most);

    /** Is told events as they are told in this process, on any thread. */
    Registration listen(Consumer<List<LoggedEvent>> listener);

    /** Whether it is known, without a look into the log, that nothing was told after that event. */
    boolean isLast(long number);

    /** Whether whoever tells them is in this process. */
    boolean isNear();

    /** Whether the run still exists. */
    CompletionStage<Boolean> exists();
}
