package dev.sluice.config.yaml;

import java.nio.file.Path;

/**
 * One thing that is wrong with a configuration, or worth knowing. Never holds a value that may be a secret.
 *
 * @param kind how serious it is
 * @param file the file it stands in, as it was named; {@code (environment)} for a variable
 * @param line from 1; 0 where the problem is in no file
 * @param column from 1; 0 where the problem is in no file
 * @param keyPath such as {@code model_list[2].litellm_params.api_key}; empty for the file as a whole
 * @param message what is wrong, and what to do
 */
public record ConfigProblem(Kind kind, Path file, int line, int column, String keyPath, String message) {
    /** How serious a problem is. */
    public enum Kind {
        /** The configuration cannot be used. */
        ERROR,
        /** A key that nobody knows: probably a slip of the pen. A strict start treats it as an error. */
        UNKNOWN_KEY,
        /** A key or value of LiteLLM's that has no effect here. */
        UNSUPPORTED,
        /** It works, but is probably not what was meant. */
        ADVICE
    }

    static ConfigProblem at(Kind kind, Place place, String message) {
        return new ConfigProblem(kind, place.file(), place.line(), place.column(), place.keyPath(), message);
    }

    /** {@code file:line:column key.path: what, and what to do}. */
    @Override
    public String toString() {
        String position = line == 0 ? file.toString() : file + ":" + line + ":" + column;
        return position + (keyPath.isEmpty() ? "" : " " + keyPath) + ": " + message;
    }
}
