package dev.sluice.core.assistants.event;

import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * More code, or what came of it.
 *
 * @param input more code
 * @param outputs what it wrote
 * @param extra what the object held beyond this
 */
public record CodeInterpreterDelta(Optional<String> input, Optional<List<CodeOutputDelta>> outputs, Extra extra) {
    public CodeInterpreterDelta {
        outputs = outputs.map(List::copyOf);
    }

    /** One with no other members. */
    public CodeInterpreterDelta(@Nullable String input, @Nullable List<CodeOutputDelta> outputs) {
        this(Optional.ofNullable(input), Optional.ofNullable(outputs), Extra.NONE);
    }

    @Override
    public String toString() {
        return "CodeInterpreterDelta";
    }
}
