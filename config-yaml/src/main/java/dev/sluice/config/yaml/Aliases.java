package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Entry;
import dev.sluice.config.yaml.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code model_group_alias}.
 *
 * @param groups the group of each alias
 * @param hidden those that are not listed
 */
record Aliases(Map<String, String> groups, Set<String> hidden) {
    private static final Set<String> KEYS = Set.of("model", "hidden");

    static Aliases read(Section router, GroupNames names, Reading reading) {
        Aliases aliases = new Aliases(new LinkedHashMap<>(), new LinkedHashSet<>());
        router.mapping("model_group_alias")
                .ifPresent(mapping ->
                        mapping.entries().forEach((alias, entry) -> aliases.add(alias, entry, names, reading)));
        return aliases;
    }

    private void add(String alias, Entry entry, GroupNames names, Reading reading) {
        if (entry.value() instanceof Mapping detailed && isHidden(detailed, reading)) {
            hidden.add(alias);
        }
        target(entry, reading).ifPresent(group -> {
            groups.put(alias, group);
            names.check(entry.value().place(), group, "add it, or remove the alias");
        });
        if (names.contains(alias)) {
            reading.problems()
                    .advice(
                            entry.key(),
                            "is a group of model_list too, which no call reaches by this name; rename one of them");
        }
    }

    private static Optional<String> target(Entry entry, Reading reading) {
        if (!(entry.value() instanceof Mapping detailed)) {
            return reading.string(entry.value());
        }
        detailed.entries().forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                reading.problems().unknownKey(value.key(), "unknown key; an alias has model and hidden");
            }
        });
        Entry model = detailed.entries().get("model");
        if (model == null || model.isNull()) {
            reading.problems().error(detailed.place().child("model"), "is missing; write the group that is meant");
            return Optional.empty();
        }
        return reading.string(model.value());
    }

    private static boolean isHidden(Mapping detailed, Reading reading) {
        return Optional.ofNullable(detailed.entries().get("hidden"))
                .filter(entry -> !entry.isNull())
                .flatMap(entry -> reading.bool(entry.value()))
                .orElse(false);
    }
}
