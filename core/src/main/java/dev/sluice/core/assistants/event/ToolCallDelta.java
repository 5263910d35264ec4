package dev.sluice.core.assistants.event;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Growth of a call; the first one of an index begins the call. */
public sealed interface ToolCallDelta {
    /**
     * Growth of a call of the code interpreter.
     *
     * @param index which call
     * @param id its id; only in the first
     * @param codeInterpreter what was run
     * @param extra what the object held beyond this
     */
    record CodeInterpreter(long index, Optional<String> id, Optional<CodeInterpreterDelta> codeInterpreter, Extra extra)
            implements ToolCallDelta {
        /** One with no other members. */
        public CodeInterpreter(long index, @Nullable String id, @Nullable CodeInterpreterDelta codeInterpreter) {
            this(index, Optional.ofNullable(id), Optional.ofNullable(codeInterpreter), Extra.NONE);
        }
    }

    /**
     * Growth of a file search.
     *
     * @param index which call
     * @param id its id; only in the first
     * @param fileSearch what was found
     * @param extra what the object held beyond this
     */
    record FileSearch(long index, Optional<String> id, Optional<FileSearchDelta> fileSearch, Extra extra)
            implements ToolCallDelta {
        /** One with no other members. */
        public FileSearch(long index, @Nullable String id, @Nullable FileSearchDelta fileSearch) {
            this(index, Optional.ofNullable(id), Optional.ofNullable(fileSearch), Extra.NONE);
        }
    }

    /**
     * Growth of a call of a function.
     *
     * @param index which call
     * @param id its id; only in the first
     * @param function what is called
     * @param extra what the object held beyond this
     */
    record Function(long index, Optional<String> id, Optional<FunctionCallDelta> function, Extra extra)
            implements ToolCallDelta {
        /** One with no other members. */
        public Function(long index, @Nullable String id, @Nullable FunctionCallDelta function) {
            this(index, Optional.ofNullable(id), Optional.ofNullable(function), Extra.NONE);
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements ToolCallDelta {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
