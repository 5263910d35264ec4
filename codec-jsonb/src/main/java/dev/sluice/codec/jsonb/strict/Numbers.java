package dev.sluice.codec.jsonb.strict;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import java.util.List;

/** Numbers within limits. They are compared without big arithmetic: literals can be megabytes long. */
final class Numbers {
    private Numbers() {}

    /** Whether the literal is written as an integer. */
    static boolean isWhole(String literal) {
        return literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    }

    /**
     * An integer.
     *
     * @param least the least it may be
     * @param most the most it may be
     */
    record Whole(long least, long most) implements Rule {
        @Override
        public void check(JsonNode value, Path at) {
            requireFit(value, at);
            String literal = ((NumberNode) value).literal();
            boolean tooLong = value.asLong().isEmpty();
            long number = value.asLong().orElse(0);
            if (tooLong ? !literal.startsWith("-") : number > most) {
                throw Refusal.above(at, "integer", Long.toString(most), literal);
            }
            if (tooLong || number < least) {
                throw Refusal.below(at, "integer", Long.toString(least), literal);
            }
        }

        @Override
        public List<String> kinds() {
            return List.of("an integer");
        }

        @Override
        public boolean fits(JsonNode value) {
            return value instanceof NumberNode number && isWhole(number.literal());
        }
    }

    /**
     * A number.
     *
     * @param least the least it may be
     * @param most the most it may be
     */
    record Decimal(int least, int most) implements Rule {
        @Override
        public void check(JsonNode value, Path at) {
            requireFit(value, at);
            String literal = ((NumberNode) value).literal();
            double number = Double.parseDouble(literal);
            if (number > most) {
                throw Refusal.above(at, "decimal", Integer.toString(most), literal);
            }
            if (number < least) {
                throw Refusal.below(at, "decimal", Integer.toString(least), literal);
            }
        }

        @Override
        public List<String> kinds() {
            return List.of("a decimal");
        }

        @Override
        public boolean fits(JsonNode value) {
            return value instanceof NumberNode;
        }
    }
}
