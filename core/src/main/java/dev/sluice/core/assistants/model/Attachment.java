package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.List;

/**
 * A file that goes with a message, and what may open it.
 *
 * @param fileId the file
 * @param tools the code interpreter, the file search, or both
 * @param extra what the object held beyond this
 */
public record Attachment(String fileId, List<Tool> tools, Extra extra) {
    public Attachment {
        tools = List.copyOf(tools);
    }

    /** One with no other members. */
    public Attachment(String fileId, List<Tool> tools) {
        this(fileId, tools, Extra.NONE);
    }
}
