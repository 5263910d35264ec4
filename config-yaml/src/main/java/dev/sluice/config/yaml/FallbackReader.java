package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Entry;
import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.config.yaml.YamlNode.Sequence;
import dev.sluice.core.routing.Fallbacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which groups take over. */
final class FallbackReader {
    /** Stands for every group that is not named. */
    private static final String EVERY = "*";

    private final Reading reading;
    private final RouterSections sections;
    private final GroupNames names;
    private final Map<String, String> aliases;

    FallbackReader(Reading reading, RouterSections sections, GroupNames names, Map<String, String> aliases) {
        this.reading = reading;
        this.sections = sections;
        this.names = names;
        this.aliases = aliases;
    }

    Fallbacks read() {
        Map<String, List<String>> general = lists("fallbacks");
        List<String> every = Optional.ofNullable(general.remove(EVERY)).orElse(List.of());
        Section section = sections.of("default_fallbacks");
        List<String> byDefault = groups(section.list("default_fallbacks"));
        return new Fallbacks(
                general,
                spread(lists("context_window_fallbacks")),
                spread(lists("content_policy_fallbacks")),
                section.has("default_fallbacks") ? byDefault : every,
                sections.router()
                        .integer("max_fallbacks", Range.ATTEMPTS)
                        .map(Long::intValue)
                        .orElse(Fallbacks.NONE.most()));
    }

    private Map<String, List<String>> lists(String key) {
        Map<String, List<String>> fallbacks = new LinkedHashMap<>();
        Map<String, Place> written = new HashMap<>();
        for (YamlNode item : sections.of(key).list(key)) {
            reading.expect(item, Mapping.class, "a mapping such as {gpt-4: [gpt-4o]}")
                    .ifPresent(mapping -> mapping.entries().forEach((name, entry) -> {
                        String group = GroupNames.resolved(name, aliases);
                        Place first = written.putIfAbsent(group, entry.key());
                        if (first != null) {
                            reading.problems()
                                    .error(
                                            entry.key(),
                                            "the same group stands at " + first.position()
                                                    + " already; write all that take over for it in one list");
                        }
                        fallbacks.put(group, takingOver(group, entry));
                    }));
        }
        return fallbacks;
    }

    private List<String> takingOver(String group, Entry entry) {
        if (!group.equals(EVERY)) {
            names.check(entry.key(), group, "add it, or remove it here");
        }
        return entry.isNull()
                ? List.of()
                : groups(reading.expect(entry.value(), Sequence.class, "a list of groups")
                        .map(Sequence::items)
                        .orElse(List.of()));
    }

    private List<String> groups(List<YamlNode> items) {
        List<String> groups = new ArrayList<>();
        for (YamlNode item : items) {
            reading.string(item).map(name -> GroupNames.resolved(name, aliases)).ifPresent(group -> {
                names.check(item.place(), group, "add it, or remove it here");
                groups.add(group);
            });
        }
        return groups;
    }

    /** With what is written for every group given to each that is not named. */
    private Map<String, List<String>> spread(Map<String, List<String>> fallbacks) {
        List<String> every = fallbacks.remove(EVERY);
        if (every != null) {
            names.all().forEach(group -> fallbacks.putIfAbsent(group, every));
        }
        return fallbacks;
    }
}
