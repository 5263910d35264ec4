package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.List;

/**
 * What the code interpreter works on.
 *
 * @param fileIds the files it can open, at most 20
 * @param extra what the object held beyond this
 */
public record CodeInterpreterResources(List<String> fileIds, Extra extra) {
    public CodeInterpreterResources {
        fileIds = List.copyOf(fileIds);
    }

    /** One with no other members. */
    public CodeInterpreterResources(List<String> fileIds) {
        this(fileIds, Extra.NONE);
    }
}
