package dev.sluice.core.api;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import java.util.Iterator;
import java.util.concurrent.CancellationException;

/**
 * A streamed run for a thread that waits for each event. To be closed: leaving before the end frees the connection, and does
 * not cancel the run. For one thread, and once; {@link #close()} may come from any.
 *
 * <p>Iterating fails with an {@link ApiException} where the run is refused or the stream breaks off, with {@link
 * CancellationException} where the stream was closed or the thread interrupted, and with {@link IllegalStateException} on an
 * event loop. After {@link #close()} no event comes any more, not even one that had arrived: a loop that was stopped from
 * elsewhere fails, and never looks like one that has seen the end.
 */
public final class RunStream implements Iterable<AssistantStreamEvent>, AutoCloseable {
    private final Elements<AssistantStreamEvent> events;
    private final RunProgress progress = new RunProgress();

    RunStream(RunEvents events, BlockingGuard guard) {
        this.events = new Elements<>(events, guard);
    }

    /**
     * The events, to the end of the stream; {@code hasNext} waits for the next one. A second iterator goes on where the first
     * stopped.
     */
    @Override
    public Iterator<AssistantStreamEvent> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return events.hasNext();
            }

            @Override
            public AssistantStreamEvent next() {
                AssistantStreamEvent event = events.next();
                progress.accept(event);
                return event;
            }
        };
    }

    /** What the events so far amount to: the message, the step and the run as they are by now. */
    public RunProgress progress() {
        return progress;
    }

    /** Ends the stream and closes its connection; harmless where it has ended. */
    @Override
    public void close() {
        events.close();
    }
}
