package dev.sluice.core.spi;

import dev.sluice.core.assistants.event.AssistantStreamEvent;
import dev.sluice.core.assistants.event.EventFrame;

/**
 * The Assistants API on the wire: requests that must be right, queries, and the events of a stream.
 *
 * <h2>Threading</h2>
 * Thread-safe; works on the caller's thread.
 *
 * <h2>Completion</h2>
 * Answers at once.
 *
 * <h2>Errors</h2>
 * {@link #readRequest} and {@link #readQuery} throw {@link dev.sluice.core.error.GatewayException} of kind {@code
 * INVALID_REQUEST} with the message, the param and the code that OpenAI answers. {@link #readEvent} throws {@code
 * UPSTREAM_INVALID} where the data is no JSON. All throw {@link IllegalArgumentException} for a type that is no request, or
 * no query.
 *
 * <h2>Back-pressure</h2>
 * None.
 */
public interface AssistantsCodec {
    /**
     * Reads the body of a request, and refuses it if a member is missing, unknown, of a wrong type, or out of its limits.
     * An empty body stands for an object without members.
     */
    <T> T readRequest(byte[] body, Class<T> type);

    /** Reads a query, percent-encoded and without its question mark; parameters that are unknown are kept, not refused. */
    <T> T readQuery(String query, Class<T> type);

    /** Writes a query, percent-encoded and without a question mark; empty where nothing is asked. */
    String writeQuery(Object query);

    /**
     * Reads an event of a stream. Some servers name none and wrap the event instead, as an object of {@code event} and
     * {@code data}: the name is then empty.
     */
    AssistantStreamEvent readEvent(String name, String data);

    /** Writes an event for a stream. */
    EventFrame writeEvent(AssistantStreamEvent event);
}
