package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * A function to call.
 *
 * @param name its name
 * @param arguments its arguments, as the model wrote them: most often a JSON object
 * @param extra what the object held beyond this
 */
public record RequiredFunction(String name, String arguments, Extra extra) {
    /** One with no other members. */
    public RequiredFunction(String name, String arguments) {
        this(name, arguments, Extra.NONE);
    }

    @Override
    public String toString() {
        return "RequiredFunction[name=" + name + "]";
    }
}
