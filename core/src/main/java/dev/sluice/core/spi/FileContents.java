package dev.sluice.core.spi;

import dev.sluice.core.http.Body;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the bytes of files; what is known about them is in the {@link AssistantStore}.
 *
 * <h2>Threading</h2>
 * As {@link AssistantStore}. Signals of bodies come one after another, on any thread.
 *
 * <h2>Completion</h2>
 * {@link #keep} completes when every byte is durable; until then there is no such content.
 *
 * <h2>Errors</h2>
 * As {@link AssistantStore}. A body that ends with an error fails {@link #keep} with that error, and leaves nothing.
 *
 * <h2>Back-pressure</h2>
 * Asks a body for no more than is being written, and reads no more than its subscriber asks for.
 */
public interface FileContents {
    /** Keeps the content of a new file; completes with the number of its bytes. */
    CompletionStage<Long> keep(String fileId, Body content);

    /** The content of a file; empty where there is none. */
    CompletionStage<Optional<Body>> open(String fileId);

    /** Forgets the content of a file; harmless where there is none. */
    CompletionStage<Void> remove(String fileId);
}
