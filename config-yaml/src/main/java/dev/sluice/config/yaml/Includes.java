package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Entry;
import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.config.yaml.YamlNode.Scalar;
import dev.sluice.config.yaml.YamlNode.Sequence;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a file and the files it includes as one: lists are appended to lists, everything else is overwritten, as LiteLLM
 * does it. Nodes keep the file they stand in.
 */
final class Includes {
    private static final String KEY = "include";

    private final YamlReader reader;
    private final Variables variables;
    private final Problems problems;
    private final Map<Path, Place> askedFor = new HashMap<>();
    private final Set<Path> open = new HashSet<>();

    Includes(Variables variables, Problems problems) {
        this.reader = new YamlReader(problems);
        this.variables = variables;
        this.problems = problems;
    }

    /** The file with everything it includes; empty where the file itself cannot be read. */
    Optional<Mapping> read(Path file) {
        return read(file, Place.start(file));
    }

    private Optional<Mapping> read(Path file, Place askedAt) {
        Path identity = file.toAbsolutePath().normalize();
        Place earlier = askedFor.putIfAbsent(identity, askedAt);
        if (earlier != null) {
            problems.error(
                    askedAt,
                    open.contains(identity)
                            ? "'" + file + "' includes itself by this; break the cycle"
                            : "'" + file + "' is included at " + earlier.position() + " already; include it once");
            return Optional.empty();
        }
        open.add(identity);
        Optional<Mapping> result = reader.read(file, askedAt).map(mapping -> withIncluded(file, mapping));
        open.remove(identity);
        return result;
    }

    private Mapping withIncluded(Path file, Mapping mapping) {
        Map<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
        Entry include = entries.remove(KEY);
        if (include == null || include.isNull()) {
            return mapping;
        }
        for (Scalar path : paths(include.value())) {
            variables
                    .resolve(path)
                    .flatMap(text -> relative(file, path.place(), text))
                    .flatMap(found -> read(found, path.place()))
                    .ifPresent(included -> merge(entries, included));
        }
        return new Mapping(mapping.place(), entries);
    }

    private List<Scalar> paths(YamlNode value) {
        List<Scalar> paths = new ArrayList<>();
        if (!(value instanceof Sequence list)) {
            problems.error(value.place(), Messages.mustBe("a list of paths", value));
            return paths;
        }
        for (YamlNode item : list.items()) {
            if (item instanceof Scalar scalar && scalar.kind() == ScalarKind.STRING) {
                paths.add(scalar);
            } else {
                problems.error(item.place(), Messages.notAString(item));
            }
        }
        return paths;
    }

    private Optional<Path> relative(Path file, Place place, String text) {
        try {
            return Optional.of(file.resolveSibling(text).normalize());
        } catch (InvalidPathException impossible) {
            problems.error(place, "is no path on this system; correct it");
            return Optional.empty();
        }
    }

    private void merge(Map<String, Entry> entries, Mapping included) {
        included.entries().forEach((key, added) -> {
            Entry present = entries.get(key);
            if (present != null
                    && present.value() instanceof Sequence first
                    && added.value() instanceof Sequence more) {
                List<YamlNode> all = new ArrayList<>(first.items());
                all.addAll(more.items());
                entries.put(key, new Entry(present.key(), new Sequence(first.place(), all)));
                return;
            }
            entries.put(key, added);
            if (present != null && !present.isNull()) {
                problems.advice(
                        present.key(),
                        "overwritten as a whole by " + added.key().position() + "; keep it in one of the two files");
            }
        });
    }
}
