package dev.sluice.config.yaml;

import java.nio.file.Path;

/**
 * Where something stands in the configuration.
 *
 * @param file the file, as it was named
 * @param line from 1, 0 outside of files
 * @param column from 1, 0 outside of files
 * @param keyPath the keys that lead there within this file
 */
record Place(Path file, int line, int column, String keyPath) {
    private static final Path ENVIRONMENT = Path.of("(environment)");

    /** The beginning of a file. */
    static Place start(Path file) {
        return new Place(file, 1, 1, "");
    }

    /** Where the next character of a file stands, after the given ones. */
    static Place end(Path file, String before) {
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = 1 + before.codePointCount(before.lastIndexOf('\n') + 1, before.length());
        return new Place(file, line, column, "");
    }

    /** An environment variable. */
    static Place variable(String name) {
        return new Place(ENVIRONMENT, 0, 0, name);
    }

    /** The same position, for a key below this one that is not written. */
    Place child(String key) {
        return new Place(file, line, column, keyPath.isEmpty() ? key : keyPath + "." + key);
    }

    /** The position alone, for a message about something else. */
    String position() {
        return file + ":" + line + ":" + column;
    }
}
