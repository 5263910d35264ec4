package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.List;

/**
 * Code and what came of it.
 *
 * @param input the code
 * @param outputs what it wrote
 * @param extra what the object held beyond this
 */
public record CodeInterpreterCall(String input, List<CodeOutput> outputs, Extra extra) {
    public CodeInterpreterCall {
        outputs = List.copyOf(outputs);
    }

    /** One with no other members. */
    public CodeInterpreterCall(String input, List<CodeOutput> outputs) {
        this(input, outputs, Extra.NONE);
    }

    @Override
    public String toString() {
        return "CodeInterpreterCall[outputs=" + outputs.size() + "]";
    }
}
