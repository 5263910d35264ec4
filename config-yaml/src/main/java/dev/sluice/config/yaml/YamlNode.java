package dev.sluice.config.yaml;

import java.util.List;
import java.util.Map;

/** YAML as it was written, each node with its place. Prints structure, never values. */
sealed interface YamlNode {
    Place place();

    /** What it is, for a message: {@code a list}. */
    String what();

    /** Text, a number, a boolean or null; which of them, only its reader may decide. */
    record Scalar(Place place, String text, ScalarKind kind) implements YamlNode {
        @Override
        public String what() {
            return kind.what();
        }

        @Override
        public String toString() {
            return what();
        }
    }

    /** A list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String what() {
            return "a list";
        }
    }

    /** Keys and values, in the order of the file. */
    record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String what() {
            return "a mapping";
        }
    }

    /** A value and the place of its key. */
    record Entry(Place key, YamlNode value) {
        boolean isNull() {
            return value instanceof Scalar scalar && scalar.kind() == ScalarKind.NULL;
        }
    }
}
