package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Entry;
import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.config.yaml.YamlNode.Scalar;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code router_settings}. */
final class RouterReader {
    /** LiteLLM's strategies. */
    static final List<String> STRATEGIES = List.of(
            "simple-shuffle",
            "least-busy",
            "latency-based-routing",
            "usage-based-routing",
            "usage-based-routing-v2",
            "cost-based-routing");

    private static final Set<String> ALIAS_KEYS = Set.of("model", "hidden");

    private final Reading reading;

    RouterReader(Reading reading) {
        this.reading = reading;
    }

    RouterSettings read(Section router, List<Deployment> deployments) {
        router.checkKeys();
        strategy(router);
        RouterSettings standard = RouterSettings.DEFAULT;
        return new RouterSettings(
                standard.strategy(),
                standard.latencyBuffer(),
                aliases(router, deployments),
                standard.hidden(),
                standard.retries(),
                standard.cooldowns(),
                standard.fallbacks());
    }

    private String strategy(Section router) {
        Optional<String> written = router.string("routing_strategy");
        String simple = STRATEGIES.get(0);
        if (written.isEmpty() || written.get().equals(simple)) {
            return simple;
        }
        Place place = router.place("routing_strategy");
        if (!STRATEGIES.contains(written.get())) {
            String nearest = Suggestions.nearest(written.get(), STRATEGIES)
                    .map(name -> Messages.didYouMean(name) + " ")
                    .orElse("");
            reading.problems().error(place, "unknown strategy; " + nearest + "known: " + String.join(", ", STRATEGIES));
        } else {
            reading.problems()
                    .unsupported(
                            place, "routing_strategy", "calls are spread by simple-shuffle; write that, or nothing");
        }
        return written.get();
    }

    private Map<String, String> aliases(Section router, List<Deployment> deployments) {
        Set<String> groups = deployments.stream().map(Deployment::group).collect(Collectors.toSet());
        Map<String, String> aliases = new LinkedHashMap<>();
        router.mapping("model_group_alias")
                .ifPresent(mapping -> mapping.entries()
                        .forEach((alias, entry) -> target(entry).ifPresent(group -> {
                            aliases.put(alias, group);
                            checkGroup(entry.value().place(), group, groups);
                        })));
        return aliases;
    }

    private void checkGroup(Place place, String group, Set<String> groups) {
        if (!groups.contains(group)) {
            String advice =
                    Suggestions.nearest(group, groups).map(Messages::didYouMean).orElse("add it, or remove the alias");
            reading.problems().advice(place, "names a group that is not in model_list; " + advice);
        }
    }

    private Optional<String> target(Entry entry) {
        if (!(entry.value() instanceof Mapping detailed)) {
            return reading.string(entry.value());
        }
        detailed.entries().forEach((key, value) -> {
            if (!ALIAS_KEYS.contains(key)) {
                reading.problems().unknownKey(value.key(), "unknown key; an alias has model and hidden");
            }
        });
        Entry hidden = detailed.entries().get("hidden");
        if (hidden != null
                && hidden.value() instanceof Scalar scalar
                && scalar.text().equalsIgnoreCase("true")) {
            reading.problems()
                    .unsupported(hidden.key(), "model_group_alias.hidden", "the alias is listed like any other name");
        }
        Entry model = detailed.entries().get("model");
        if (model == null || model.isNull()) {
            reading.problems().error(detailed.place().child("model"), "is missing; write the group that is meant");
            return Optional.empty();
        }
        return reading.string(model.value());
    }
}
