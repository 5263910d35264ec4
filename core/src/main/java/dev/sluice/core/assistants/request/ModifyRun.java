package dev.sluice.core.assistants.request;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change of a run.
 *
 * @param metadata the caller's own notes, all of them
 * @param extra what the object held beyond this
 */
public record ModifyRun(Field<Map<String, String>> metadata, Extra extra) {
    public ModifyRun {
        metadata = metadata.map(map -> Collections.unmodifiableMap(new LinkedHashMap<>(map)));
    }

    /** One with no other members. */
    public ModifyRun(Field<Map<String, String>> metadata) {
        this(metadata, Extra.NONE);
    }

    /** Other notes. */
    public static ModifyRun metadata(Map<String, String> metadata) {
        return new ModifyRun(Field.of(metadata));
    }

    @Override
    public String toString() {
        return "ModifyRun";
    }
}
