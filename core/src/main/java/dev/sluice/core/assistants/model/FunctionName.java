package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;

/**
 * A function, by its name.
 *
 * @param name the name
 * @param extra what the object held beyond this
 */
public record FunctionName(String name, Extra extra) {
    /** One with no other members. */
    public FunctionName(String name) {
        this(name, Extra.NONE);
    }

    @Override
    public String toString() {
        return "FunctionName[" + name + "]";
    }
}
