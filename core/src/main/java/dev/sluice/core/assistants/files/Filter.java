package dev.sluice.core.assistants.files;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.JsonNode;
import java.util.List;

/** Which files a search looks at, by their attributes. */
public sealed interface Filter {
    /**
     * Those whose attribute compares to a value.
     *
     * @param type how to compare
     * @param key the attribute's name
     * @param value a string, a number, a boolean, or an array of strings and numbers
     * @param extra what the object held beyond this
     */
    record Comparison(FilterOperator type, String key, JsonNode value, Extra extra) implements Filter {
        /** One with no other members. */
        public Comparison(FilterOperator type, String key, JsonNode value) {
            this(type, key, value, Extra.NONE);
        }

        @Override
        public String toString() {
            return "Comparison[type=" + type + "]";
        }
    }

    /**
     * Those that pass all of several filters, or any.
     *
     * @param type whether all or any
     * @param filters the filters
     * @param extra what the object held beyond this
     */
    record Compound(FilterJunction type, List<Filter> filters, Extra extra) implements Filter {
        public Compound {
            filters = List.copyOf(filters);
        }

        /** One with no other members. */
        public Compound(FilterJunction type, List<Filter> filters) {
            this(type, filters, Extra.NONE);
        }
    }

    /**
     * A kind that this version does not know.
     *
     * @param raw the value as it came
     */
    record Unknown(JsonNode raw) implements Filter {
        @Override
        public String toString() {
            return "Unknown";
        }
    }
}
