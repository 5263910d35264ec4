package dev.sluice.core.assistants.event;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Growth of a call of a function. The first has the name, no arguments, and an output of null; the others have
 * arguments.
 *
 * @param name its name; only in the first
 * @param arguments more of its arguments
 * @param output what was submitted
 * @param extra what the object held beyond this
 */
public record FunctionCallDelta(Optional<String> name, Optional<String> arguments, Field<String> output, Extra extra) {
    /** One with no other members. */
    public FunctionCallDelta(@Nullable String name, @Nullable String arguments, Field<String> output) {
        this(Optional.ofNullable(name), Optional.ofNullable(arguments), output, Extra.NONE);
    }

    /** The first. */
    public static FunctionCallDelta first(String name) {
        return new FunctionCallDelta(name, "", Field.ofNull());
    }

    /** Another. */
    public static FunctionCallDelta more(String arguments) {
        return new FunctionCallDelta(null, arguments, Field.absent());
    }

    @Override
    public String toString() {
        return "FunctionCallDelta";
    }
}
