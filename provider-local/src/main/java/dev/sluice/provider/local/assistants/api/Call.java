package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.call.CallContext;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import java.util.Map;

/**
 * One call of the API.
 *
 * @param ids the ids in its path, by their names
 * @param query the raw query, empty where there is none
 * @param headers the headers
 * @param body the body
 * @param context who calls
 * @param startedAt when it came, in milliseconds since 1970
 */
public record Call(
        Map<String, String> ids, String query, Headers headers, Body body, CallContext context, long startedAt) {
    public Call {
        ids = Map.copyOf(ids);
    }

    /** Whose objects it is about. */
    public String owner() {
        return context.principal().name();
    }

    /** An id in its path. */
    public String id(String name) {
        String id = ids.get(name);
        if (id == null) {
            throw new IllegalArgumentException("The path has no " + name);
        }
        return id;
    }
}
