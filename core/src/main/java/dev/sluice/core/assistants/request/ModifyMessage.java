package dev.sluice.core.assistants.request;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change of a message.
 *
 * @param metadata the caller's own notes, all of them
 * @param extra what the object held beyond this
 */
public record ModifyMessage(Field<Map<String, String>> metadata, Extra extra) {
    public ModifyMessage {
        metadata = metadata.map(map -> Collections.unmodifiableMap(new LinkedHashMap<>(map)));
    }

    /** One with no other members. */
    public ModifyMessage(Field<Map<String, String>> metadata) {
        this(metadata, Extra.NONE);
    }

    /** Other notes. */
    public static ModifyMessage metadata(Map<String, String> metadata) {
        return new ModifyMessage(Field.of(metadata));
    }

    @Override
    public String toString() {
        return "ModifyMessage";
    }
}
