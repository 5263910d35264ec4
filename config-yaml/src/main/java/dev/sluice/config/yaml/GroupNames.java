package dev.sluice.config.yaml;

import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.NamePattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that calls can be sent to, and what to say of others. */
final class GroupNames {
    private final Set<String> groups = new LinkedHashSet<>();
    private final Problems problems;

    GroupNames(List<Deployment> deployments, Problems problems) {
        deployments.forEach(deployment -> groups.add(deployment.group()));
        this.problems = problems;
    }

    /** Every group, in the order of the configuration. */
    Set<String> all() {
        return groups;
    }

    boolean contains(String name) {
        return groups.contains(name);
    }

    /** The group behind a name: that of an alias, else the name itself. */
    static String resolved(String name, Map<String, String> aliases) {
        return aliases.getOrDefault(name, name);
    }

    /** Tells of a name that no deployment serves, neither by its own name nor by a pattern. */
    void check(Place place, String name, String otherwise) {
        if (!contains(name) && serving(name).isEmpty()) {
            String advice =
                    Suggestions.nearest(name, groups).map(Messages::didYouMean).orElse(otherwise);
            problems.advice(place, "names a group that is not in model_list; " + advice);
        }
    }

    /** Tells of a name that is no group, also where a pattern would serve it. */
    void checkGroup(Place place, String name) {
        Optional<String> pattern = serving(name);
        if (!contains(name) && pattern.isPresent()) {
            problems.advice(place, "belongs to the group '" + pattern.get() + "', whose name counts here; write that");
        } else {
            check(place, name, "add it, or remove it here");
        }
    }

    private Optional<String> serving(String name) {
        return groups.stream()
                .filter(NamePattern::isPattern)
                .filter(group -> new NamePattern(group).match(name).isPresent())
                .findFirst();
    }
}
