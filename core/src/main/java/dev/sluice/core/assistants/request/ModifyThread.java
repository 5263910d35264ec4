package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.ToolResources;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change of a thread; what is absent stays as it is.
 *
 * @param toolResources what tools work on in this thread
 * @param metadata the caller's own notes, all of them
 * @param extra what the object held beyond this
 */
public record ModifyThread(Field<ToolResources> toolResources, Field<Map<String, String>> metadata, Extra extra) {
    public ModifyThread {
        metadata = metadata.map(map -> Collections.unmodifiableMap(new LinkedHashMap<>(map)));
    }

    /** One with no other members. */
    public ModifyThread(Field<ToolResources> toolResources, Field<Map<String, String>> metadata) {
        this(toolResources, metadata, Extra.NONE);
    }

    /** Other notes. */
    public static ModifyThread metadata(Map<String, String> metadata) {
        return new ModifyThread(Field.absent(), Field.of(metadata));
    }

    @Override
    public String toString() {
        return "ModifyThread";
    }
}
