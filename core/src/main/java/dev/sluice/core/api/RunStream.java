package dev.sluice.core.api;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import java.util.Iterator;
import java.util.concurrent.CancellationException;

/**
 * A streamed run for a thread that waits for each event. To be closed: leaving before the end frees the connection, and does
 * not cancel the run. For one thread, and once; {@link #close()} may come from any.
 *
 * <p>Iterating fails with an {@link ApiException} where the run is refused or the stream breaks off, and with {@link
 * CancellationException} where the stream was closed or the thread interrupted.
 */
public final class RunStream implements Iterable<AssistantStreamEvent>, AutoCloseable {
    private final Elements<AssistantStreamEvent> events;
    private final RunProgress progress = new RunProgress();

    RunStream(RunEvents events) {
        this.events = new Elements<>(events);
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
