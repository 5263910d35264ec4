package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Entry;
import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.config.yaml.YamlNode.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The environment that a configuration sees: the process's own, overlaid with {@code environment_variables}. */
final class Variables {
    private static final String PREFIX = "os.environ/";

    private final Map<String, String> values;
    private final Problems problems;

    Variables(Map<String, String> environment, Problems problems) {
        this.values = new HashMap<>(environment);
        this.problems = problems;
    }

    /** The variable's value; empty where it is not set or set to nothing. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The name in {@code os.environ/NAME}. */
    static Optional<String> reference(Scalar scalar) {
        return scalar.kind() == ScalarKind.STRING && scalar.text().startsWith(PREFIX)
                ? Optional.of(scalar.text().substring(PREFIX.length()))
                : Optional.empty();
    }

    /** The text, or the value of the variable it refers to; a variable that is missing is reported. */
    Optional<String> resolve(Scalar scalar) {
        Optional<String> name = reference(scalar);
        if (name.isEmpty()) {
            return Optional.of(scalar.text());
        }
        Optional<String> value = get(name.get());
        if (value.isEmpty()) {
            problems.error(scalar.place(), missing(name.get()));
        }
        return value;
    }

    private String missing(String name) {
        if (name.isEmpty()) {
            return "os.environ/ names no variable; write os.environ/NAME";
        }
        String state = values.containsKey(name) ? "is empty" : "is not set";
        return "the environment variable " + name + " " + state + "; export " + name + "=… before the start";
    }

    /** Adds the variables that the file itself sets; later ones may refer to earlier ones. */
    void overlay(Mapping variables) {
        for (Map.Entry<String, Entry> each : variables.entries().entrySet()) {
            YamlNode value = each.getValue().value();
            if (value instanceof Scalar scalar && scalar.kind() == ScalarKind.STRING) {
                resolve(scalar).ifPresent(text -> values.put(each.getKey(), text));
            } else if (!each.getValue().isNull()) {
                problems.error(value.place(), Messages.notAString(value));
            }
        }
    }

    Map<String, String> asMap() {
        return Map.copyOf(values);
    }
}
