package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tool that the model may call. */
public sealed interface Tool {
    /**
     * Python in a sandbox.
     *
     * @param extra what the object held beyond this
     */
    record CodeInterpreter(Extra extra) implements Tool {
        /** One with no other members. */
        public CodeInterpreter() {
            this(Extra.NONE);
        }
    }

    /**
     * A search in the vector stores of the assistant and the thread.
     *
     * @param fileSearch how to search
     * @param extra what the object held beyond this
     */
    record FileSearch(Optional<FileSearchOptions> fileSearch, Extra extra) implements Tool {
        /** One with no other members. */
        public FileSearch(@Nullable FileSearchOptions fileSearch) {
            this(Optional.ofNullable(fileSearch), Extra.NONE);
        }
    }

    /**
     * A function of the caller: the run waits for its output.
     *
     * @param function what the model is told of it
     * @param extra what the object held beyond this
     */
    record Function(FunctionDefinition function, Extra extra) implements Tool {
        /** One with no other members. */
        public Function(FunctionDefinition function) {
            this(function, Extra.NONE);
        }
    }

    /** Python in a sandbox. */
    static Tool codeInterpreter() {
        return new CodeInterpreter();
    }

    /** A search in the vector stores of the assistant and the thread. */
    static Tool fileSearch() {
        return new FileSearch(null);
    }

    /** The same with options. */
    static Tool fileSearch(FileSearchOptions options) {
        return new FileSearch(options);
    }

    /** A function of the caller. */
    static Tool function(FunctionDefinition function) {
        return new Function(function);
    }

    /**
     * A function of the caller.
     *
     * @param name letters, digits, dashes and underscores, at most 64
     * @param description when to call it, for the model
     * @param parameters a JSON Schema of type object
     */
    static Tool function(String name, String description, JsonNode parameters) {
        return new Function(new FunctionDefinition(name, description, parameters, null));
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements Tool {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
