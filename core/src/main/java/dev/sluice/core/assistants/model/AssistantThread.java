package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A conversation.
 *
 * @param id its id
 * @param createdAt when it was created, in seconds since 1970
 * @param metadata the caller's own notes
 * @param toolResources what tools work on in this thread
 * @param extra what the object held beyond this
 */
public record AssistantThread(
        String id, long createdAt, Map<String, String> metadata, ToolResources toolResources, Extra extra) {
    public AssistantThread {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** One with no other members. */
    public AssistantThread(String id, long createdAt, Map<String, String> metadata, ToolResources toolResources) {
        this(id, createdAt, metadata, toolResources, Extra.NONE);
    }

    @Override
    public String toString() {
        return "AssistantThread[id=" + id + ", createdAt=" + createdAt + ", toolResources=" + toolResources + "]";
    }
}
