package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Entry;
import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.routing.RoutingStrategy;
import java.util.List;
import java.util.Optional;

/** Reads how the deployment of a group is chosen. */
final class StrategyReader {
    private static final String BUFFER = "lowest_latency_buffer";
    private static final List<String> WITHOUT_EFFECT = List.of("ttl", "max_latency_list_size");

    private final Reading reading;
    private final Section router;

    StrategyReader(Reading reading, Section router) {
        this.reading = reading;
        this.router = router;
    }

    RoutingStrategy strategy() {
        Optional<String> written = router.string("routing_strategy");
        Optional<Strategy> known = written.flatMap(Strategy::named);
        if (written.isPresent() && known.isEmpty()) {
            String nearest = Suggestions.nearest(written.get(), Strategy.names())
                    .map(name -> Messages.didYouMean(name) + " ")
                    .orElse("");
            reading.problems()
                    .error(
                            router.place("routing_strategy"),
                            "unknown strategy; " + nearest + "known: " + String.join(", ", Strategy.names()));
        }
        return known.map(Strategy::meaning).orElse(RouterSettings.DEFAULT.strategy());
    }

    double latencyBuffer() {
        Optional<Mapping> arguments = router.mapping("routing_strategy_args");
        arguments.ifPresent(mapping -> mapping.entries().forEach(this::check));
        return arguments
                .map(mapping -> mapping.entries().get(BUFFER))
                .filter(entry -> !entry.isNull())
                .flatMap(entry -> reading.number(entry.value(), Range.BUFFER))
                .orElse(RouterSettings.DEFAULT.latencyBuffer());
    }

    private void check(String name, Entry entry) {
        if (WITHOUT_EFFECT.contains(name)) {
            reading.problems()
                    .unsupported(
                            entry.key(),
                            "routing_strategy_args." + name,
                            "latencies are averaged over a minute, and usage is counted by the minute");
        } else if (!name.equals(BUFFER)) {
            reading.problems().unknownKey(entry.key(), "unknown key; the only argument is " + BUFFER);
        }
    }

    /** LiteLLM's names of the strategies. */
    private record Strategy(String name, RoutingStrategy meaning) {
        private static final List<Strategy> ALL = List.of(
                new Strategy("simple-shuffle", RoutingStrategy.SIMPLE_SHUFFLE),
                new Strategy("least-busy", RoutingStrategy.LEAST_BUSY),
                new Strategy("latency-based-routing", RoutingStrategy.LATENCY_BASED),
                new Strategy("usage-based-routing", RoutingStrategy.USAGE_BASED),
                new Strategy("usage-based-routing-v2", RoutingStrategy.USAGE_BASED),
                new Strategy("cost-based-routing", RoutingStrategy.COST_BASED));

        static List<String> names() {
            return ALL.stream().map(Strategy::name).toList();
        }

        static Optional<Strategy> named(String name) {
            return ALL.stream().filter(one -> one.name.equals(name)).findFirst();
        }
    }
}
