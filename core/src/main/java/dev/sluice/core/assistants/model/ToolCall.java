package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;

/** A call of a tool. */
public sealed interface ToolCall {
    /**
     * A call of the code interpreter.
     *
     * @param id its id
     * @param codeInterpreter what was run
     * @param extra what the object held beyond this
     */
    record CodeInterpreter(String id, CodeInterpreterCall codeInterpreter, Extra extra) implements ToolCall {
        /** One with no other members. */
        public CodeInterpreter(String id, CodeInterpreterCall codeInterpreter) {
            this(id, codeInterpreter, Extra.NONE);
        }
    }

    /**
     * A file search.
     *
     * @param id its id
     * @param fileSearch what was found
     * @param extra what the object held beyond this
     */
    record FileSearch(String id, FileSearchCall fileSearch, Extra extra) implements ToolCall {
        /** One with no other members. */
        public FileSearch(String id, FileSearchCall fileSearch) {
            this(id, fileSearch, Extra.NONE);
        }
    }

    /**
     * A call of a function.
     *
     * @param id its id
     * @param function what was called
     * @param extra what the object held beyond this
     */
    record Function(String id, FunctionCall function, Extra extra) implements ToolCall {
        /** One with no other members. */
        public Function(String id, FunctionCall function) {
            this(id, function, Extra.NONE);
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements ToolCall {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
