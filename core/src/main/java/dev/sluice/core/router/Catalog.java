package dev.sluice.core.router;

import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Fallbacks;
import dev.sluice.core.routing.NamePattern;
import dev.sluice.core.routing.RouterSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The groups by their names. An alias stands for its group; an exact name wins over patterns, and among these the most
 * specific one. Immutable.
 */
final class Catalog {
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Group> exact = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private final Map<String, String> aliases;
    private final Set<String> withFallbacks;
    private final String known;

    Catalog(List<Deployment> deployments, RouterSettings settings) {
        Map<String, List<Deployment>> byName = new LinkedHashMap<>();
        deployments.forEach(deployment -> byName.computeIfAbsent(deployment.group(), name -> new ArrayList<>())
                .add(deployment));
        byName.forEach((name, members) -> add(new Group(name, members)));
        patterns.sort(Comparator.comparing(Pattern::pattern, NamePattern.MOST_SPECIFIC_FIRST));
        aliases = settings.aliases();
        withFallbacks = keys(settings.fallbacks());
        known = names(byName.keySet(), settings);
    }

    private void add(Group group) {
        groups.add(group);
        if (NamePattern.isPattern(group.name())) {
            patterns.add(new Pattern(new NamePattern(group.name()), group));
        } else {
            exact.put(group.name(), group);
        }
    }

    private static Set<String> keys(Fallbacks fallbacks) {
        Set<String> keys = new HashSet<>(fallbacks.general().keySet());
        keys.addAll(fallbacks.contextWindow().keySet());
        keys.addAll(fallbacks.contentPolicy().keySet());
        return keys;
    }

    private static String names(Set<String> groups, RouterSettings settings) {
        List<String> names = new ArrayList<>(groups);
        Set<String> visible = new TreeSet<>(settings.aliases().keySet());
        visible.removeAll(settings.hidden());
        visible.removeAll(groups);
        names.addAll(visible);
        return names.isEmpty() ? "none is configured" : "known models: " + String.join(", ", names);
    }

    /** Every group, in the order of the configuration. */
    List<Group> groups() {
        return groups;
    }

    /** The names that a call may write, as a part of a sentence; patterns as they are written. */
    String known() {
        return known;
    }

    /** What a name stands for. */
    Optional<Match> find(String model) {
        String name = aliases.getOrDefault(model, model);
        Group group = exact.get(name);
        if (group != null) {
            return Optional.of(new Match(group, name, List.of()));
        }
        for (Pattern candidate : patterns) {
            Optional<List<String>> captured = candidate.pattern.match(name);
            if (captured.isPresent()) {
                String said = withFallbacks.contains(name) ? name : candidate.group.name();
                return Optional.of(new Match(candidate.group, said, captured.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * A group that was found.
     *
     * @param name its name; that of the call where it was found by a pattern and the call's has fallbacks of its own
     * @param captured what each {@code *} of its name stands for
     */
    record Match(Group group, String name, List<String> captured) {
        /** The deployment under the name that its upstream knows. */
        Deployment concrete(Deployment deployment) {
            String upstream = deployment.upstreamModel();
            return captured.isEmpty() || !NamePattern.isPattern(upstream)
                    ? deployment
                    : deployment.naming(NamePattern.fill(upstream, captured));
        }
    }

    private record Pattern(NamePattern pattern, Group group) {}
}
