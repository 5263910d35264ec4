package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import dev.sluice.core.json.JsonNode.BooleanNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import dev.sluice.core.json.JsonNode.TextNode;
import java.util.List;

/** A filter of a search: a comparison, or a junction of other filters. */
record FilterRule() implements Rule {
    private static final Tagged FILTERS = filters();

    private static Tagged filters() {
        Tagged filters = Tagged.NONE;
        Shape comparison = Shape.EMPTY.required("key", Text.ANY).required("value", new Value());
        for (String operator : new String[] {"eq", "ne", "gt", "gte", "lt", "lte", "in", "nin"}) {
            filters = filters.or(operator, comparison);
        }
        Shape compound = Shape.EMPTY.required("filters", Items.of(new FilterRule()));
        return filters.or("and", compound).or("or", compound);
    }

    @Override
    public void check(JsonNode value, Path at) {
        FILTERS.check(value, at);
    }

    @Override
    public List<String> kinds() {
        return Kind.OBJECT.kinds();
    }

    @Override
    public boolean fits(JsonNode value) {
        return Kind.OBJECT.fits(value);
    }

    /** What an attribute is compared to. */
    private record Value() implements Rule {
        @Override
        public void check(JsonNode value, Path at) {
            requireFit(value, at);
        }

        @Override
        public List<String> kinds() {
            return List.of("a string", "a decimal", "a boolean", "an array of strings");
        }

        @Override
        public boolean fits(JsonNode value) {
            return value instanceof ArrayNode array
                    ? array.elements().stream()
                            .allMatch(element -> isScalar(element) && !(element instanceof BooleanNode))
                    : isScalar(value);
        }

        private static boolean isScalar(JsonNode value) {
            return value instanceof TextNode || value instanceof NumberNode || value instanceof BooleanNode;
        }
    }
}
