package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function.
 *
 * @param name its name
 * @param arguments its arguments, as the model wrote them: most often a JSON object
 * @param output what was submitted; nothing before that
 * @param extra what the object held beyond this
 */
public record FunctionCall(String name, String arguments, Optional<String> output, Extra extra) {
    /** One with no other members. */
    public FunctionCall(String name, String arguments, @Nullable String output) {
        this(name, arguments, Optional.ofNullable(output), Extra.NONE);
    }

    @Override
    public String toString() {
        return "FunctionCall[name=" + name + "]";
    }
}
