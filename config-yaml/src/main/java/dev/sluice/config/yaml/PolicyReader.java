package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Mapping;
import dev.sluice.core.routing.FailureClass;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads numbers for kinds of failures: {@code TimeoutErrorRetries}, {@code RateLimitErrorAllowedFails}. */
final class PolicyReader {
    private final Reading reading;
    private final String suffix;
    private final Range range;

    /**
     * A reader of one sort of policy.
     *
     * @param suffix what follows the name of the failure
     */
    PolicyReader(Reading reading, String suffix, Range range) {
        this.reading = reading;
        this.suffix = suffix;
        this.range = range;
    }

    Map<FailureClass, Integer> read(Optional<Mapping> policy) {
        Map<FailureClass, Integer> numbers = new EnumMap<>(FailureClass.class);
        policy.ifPresent(mapping -> mapping.entries().forEach((name, entry) -> {
            Optional<FailureClass> failure = named(name);
            if (failure.isEmpty()) {
                reading.problems().unknownKey(entry.key(), unknown(name));
            } else if (!entry.isNull()) {
                reading.integer(entry.value(), range)
                        .ifPresent(number -> numbers.put(failure.get(), number.intValue()));
            }
        }));
        return numbers;
    }

    private Optional<FailureClass> named(String name) {
        return Arrays.stream(FailureClass.values())
                .filter(failure -> name.equals(failure.errorName() + suffix))
                .findFirst();
    }

    private String unknown(String name) {
        List<String> names = Arrays.stream(FailureClass.values())
                .map(failure -> failure.errorName() + suffix)
                .toList();
        String nearest = Suggestions.nearest(name, names)
                .map(known -> Messages.didYouMean(known) + " ")
                .orElse("");
        return "unknown key; " + nearest + "known: " + String.join(", ", names);
    }
}
