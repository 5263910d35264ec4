package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Entry;
import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.RetrySettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads how many further attempts a call gets. */
final class RetryReader {
    private final Reading reading;
    private final RouterSections sections;
    private final GroupNames names;
    private final Map<String, String> aliases;
    private final PolicyReader policies;

    RetryReader(Reading reading, RouterSections sections, GroupNames names, Map<String, String> aliases) {
        this.reading = reading;
        this.sections = sections;
        this.names = names;
        this.aliases = aliases;
        this.policies = new PolicyReader(reading, "Retries", Range.ATTEMPTS);
    }

    RetrySettings read() {
        Section router = sections.router();
        RetrySettings standard = RetrySettings.DEFAULT;
        return new RetrySettings(
                sections.of("num_retries")
                        .integer("num_retries", Range.ATTEMPTS)
                        .map(Long::intValue)
                        .orElse(standard.retries()),
                router.number("retry_after", Range.SECONDS)
                        .map(Limits::duration)
                        .orElse(standard.leastWait()),
                policies.read(router.mapping("retry_policy")),
                byGroup(router));
    }

    private Map<String, Map<FailureClass, Integer>> byGroup(Section router) {
        Map<String, Map<FailureClass, Integer>> byGroup = new LinkedHashMap<>();
        router.mapping("model_group_retry_policy")
                .ifPresent(mapping -> mapping.entries().forEach((name, entry) -> add(name, entry, byGroup)));
        return byGroup;
    }

    private void add(String name, Entry entry, Map<String, Map<FailureClass, Integer>> byGroup) {
        String group = GroupNames.resolved(name, aliases);
        names.checkGroup(entry.key(), group);
        if (!entry.isNull()) {
            byGroup.put(
                    group,
                    policies.read(reading.expect(
                            entry.value(), Mapping.class, "a mapping such as {TimeoutErrorRetries: 1}")));
        }
    }
}
