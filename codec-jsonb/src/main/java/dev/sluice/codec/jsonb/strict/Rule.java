package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import java.util.List;

/** What a value may be. Immutable. */
interface Rule extends Check {
    /** The kinds of values it may be, for a message: {@code a string}. */
    List<String> kinds();

    /** Whether the value is of the kind that is expected, whatever its limits. */
    boolean fits(JsonNode value);

    /** Refuses a value of another kind. */
    default void requireFit(JsonNode value, Path at) {
        if (!fits(value)) {
            throw Refusal.type(at, kinds(), value);
        }
    }

    /** The same, or null. */
    default Rule orNull() {
        Rule value = this;
        return new Rule() {
            @Override
            public void check(JsonNode node, Path at) {
                if (node != NullNode.NULL) {
                    value.check(node, at);
                }
            }

            @Override
            public List<String> kinds() {
                return value.kinds();
            }

            @Override
            public boolean fits(JsonNode node) {
                return node == NullNode.NULL || value.fits(node);
            }
        };
    }
}
