package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import java.util.List;

/**
 * An array.
 *
 * @param item what its elements may be
 * @param filled whether it must not be empty
 * @param most the most elements
 */
record Items(Rule item, boolean filled, int most) implements Rule {
    /** Any number of elements. */
    static Items of(Rule item) {
        return new Items(item, false, Integer.MAX_VALUE);
    }

    /** No more than so many. */
    Items upTo(int limit) {
        return new Items(item, filled, limit);
    }

    /** At least one. */
    Items notEmpty() {
        return new Items(item, true, most);
    }

    @Override
    public void check(JsonNode value, Path at) {
        requireFit(value, at);
        List<JsonNode> elements = value.elements();
        if (filled && elements.isEmpty()) {
            throw Refusal.emptyArray(at);
        }
        if (elements.size() > most) {
            throw Refusal.tooMany(at, most, elements.size());
        }
        for (int i = 0; i < elements.size(); i++) {
            item.check(elements.get(i), at.element(i));
        }
    }

    @Override
    public List<String> kinds() {
        boolean areObjects = item.kinds().equals(Kind.OBJECT.kinds());
        return List.of(areObjects ? "an array of objects" : "an array of strings");
    }

    @Override
    public boolean fits(JsonNode value) {
        return value instanceof ArrayNode;
    }
}
