package dev.sluice.provider.local.assistants.vectors;

import dev.sluice.core.assistants.files.Filter;
import dev.sluice.core.assistants.files.FilterJunction;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Which files pass a filter, by their attributes. */
final class AttributeFilter {
    private AttributeFilter() {}

    static boolean passes(Filter filter, Map<String, JsonNode> attributes) {
        if (filter instanceof Filter.Compound compound) {
            return compound.type() == FilterJunction.OR
                    ? compound.filters().stream().anyMatch(each -> passes(each, attributes))
                    : compound.filters().stream().allMatch(each -> passes(each, attributes));
        }
        return filter instanceof Filter.Comparison comparison && passes(comparison, attributes.get(comparison.key()));
    }

    /** What a file does not say is not equal to anything, and not more or less either. */
    private static boolean passes(Filter.Comparison comparison, @Nullable JsonNode value) {
        JsonNode asked = comparison.value();
        return switch (comparison.type()) {
            case EQ -> isEqual(value, asked);
            case NE -> !isEqual(value, asked);
            case IN -> asked.elements().stream().anyMatch(each -> isEqual(value, each));
            case NIN -> asked.elements().stream().noneMatch(each -> isEqual(value, each));
            case GT -> order(value, asked).orElse(0) > 0;
            case LT -> order(value, asked).orElse(0) < 0;
            case GTE -> order(value, asked).orElse(-1) >= 0;
            case LTE -> order(value, asked).orElse(1) <= 0;
            case UNKNOWN -> false;
        };
    }

    private static boolean isEqual(@Nullable JsonNode value, JsonNode asked) {
        return value != null
                && (value.equals(asked)
                        || (value instanceof NumberNode && order(value, asked).orElse(1) == 0));
    }

    private static OptionalInt order(@Nullable JsonNode value, JsonNode asked) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value.asDouble().isPresent() && asked.asDouble().isPresent()) {
            return OptionalInt.of(Double.compare(
                    value.asDouble().getAsDouble(), asked.asDouble().getAsDouble()));
        }
        return value.asText().isPresent() && asked.asText().isPresent()
                ? OptionalInt.of(value.asText().get().compareTo(asked.asText().get()))
                : OptionalInt.empty();
    }
}
