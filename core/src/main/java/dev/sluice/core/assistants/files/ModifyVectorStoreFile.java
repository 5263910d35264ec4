package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import dev.sluice.core.json.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change of a file in a vector store.
 *
 * @param attributes its attributes, all of them
 * @param extra what the object held beyond this
 */
public record ModifyVectorStoreFile(Field<Map<String, JsonNode>> attributes, Extra extra) {
    public ModifyVectorStoreFile {
        attributes = attributes.map(map -> Collections.unmodifiableMap(new LinkedHashMap<>(map)));
    }

    /** One with no other members. */
    public ModifyVectorStoreFile(Field<Map<String, JsonNode>> attributes) {
        this(attributes, Extra.NONE);
    }

    @Override
    public String toString() {
        return "ModifyVectorStoreFile";
    }
}
