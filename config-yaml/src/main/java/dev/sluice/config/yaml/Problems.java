package dev.sluice.config.yaml;

import dev.sluice.config.yaml.ConfigProblem.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Collects what is wrong, so that everything can be told at once. */
final class Problems {
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<ConfigProblem> found = new LinkedHashSet<>();
    private final Map<String, Unsupported> unsupported = new LinkedHashMap<>();

    /** Files are reported in the order in which they were read. */
    void reading(Path file) {
        files.add(file);
    }

    void error(Place place, String message) {
        found.add(ConfigProblem.at(Kind.ERROR, place, message));
    }

    void unknownKey(Place place, String message) {
        found.add(ConfigProblem.at(Kind.UNKNOWN_KEY, place, message));
    }

    void advice(Place place, String message) {
        found.add(ConfigProblem.at(Kind.ADVICE, place, message));
    }

    /** Reported once for each topic, at the first place, with the number of the others. */
    void unsupported(Place place, String topic, String reason) {
        unsupported
                .computeIfAbsent(topic, t -> new Unsupported(place, reason))
                .places
                .add(place);
    }

    List<ConfigProblem> errors() {
        return sorted(Kind.ERROR::equals);
    }

    List<ConfigProblem> warnings() {
        return sorted(kind -> kind != Kind.ERROR);
    }

    private List<ConfigProblem> sorted(Predicate<Kind> wanted) {
        List<ConfigProblem> all = new ArrayList<>(found);
        unsupported.values().forEach(one -> all.add(one.problem()));
        List<Path> order = List.copyOf(files);
        return all.stream()
                .filter(problem -> wanted.test(problem.kind()))
                .sorted(Comparator.<ConfigProblem>comparingInt(problem -> rank(order, problem.file()))
                        .thenComparingInt(ConfigProblem::line)
                        .thenComparingInt(ConfigProblem::column)
                        .thenComparing(ConfigProblem::keyPath))
                .toList();
    }

    private static int rank(List<Path> order, Path file) {
        int index = order.indexOf(file);
        return index < 0 ? order.size() : index;
    }

    /** A topic and every place it was met at; an alias can bring the same place twice. */
    private static final class Unsupported {
        private final Place first;
        private final String reason;
        private final Set<Place> places = new LinkedHashSet<>();

        Unsupported(Place first, String reason) {
            this.first = first;
            this.reason = reason;
        }

        ConfigProblem problem() {
            int more = places.size() - 1;
            String others = more == 0 ? "" : " (and at " + more + (more == 1 ? " more place)" : " more places)");
            return ConfigProblem.at(Kind.UNSUPPORTED, first, "not supported: " + reason + others);
        }
    }
}
