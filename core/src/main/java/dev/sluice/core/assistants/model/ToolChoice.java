package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;

/** Which tool the model must call. */
public sealed interface ToolChoice {
    /** A choice that names no tool. */
    enum Mode implements ToolChoice {
        /** No tool. */
        NONE,
        /** As the model likes. */
        AUTO,
        /** At least one. */
        REQUIRED
    }

    /**
     * This function.
     *
     * @param function the function
     * @param extra what the object held beyond this
     */
    record Function(FunctionName function, Extra extra) implements ToolChoice {
        /** One with no other members. */
        public Function(FunctionName function) {
            this(function, Extra.NONE);
        }
    }

    /**
     * The code interpreter.
     *
     * @param extra what the object held beyond this
     */
    record CodeInterpreter(Extra extra) implements ToolChoice {
        /** One with no other members. */
        public CodeInterpreter() {
            this(Extra.NONE);
        }
    }

    /**
     * The file search.
     *
     * @param extra what the object held beyond this
     */
    record FileSearch(Extra extra) implements ToolChoice {
        /** One with no other members. */
        public FileSearch() {
            this(Extra.NONE);
        }
    }

    /** The function of that name. */
    static ToolChoice function(String name) {
        return new Function(new FunctionName(name));
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements ToolChoice {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
