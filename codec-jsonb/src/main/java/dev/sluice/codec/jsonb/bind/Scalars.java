package dev.sluice.codec.jsonb.bind;

import dev.sluice.codec.jsonb.tree.JsonNodeWriter;
import dev.sluice.codec.jsonb.tree.LiteralNumber;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import jakarta.json.stream.JsonGenerator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strings, numbers, booleans, trees. */
final class Scalars {
    /** By class; primitives are those of components that are always there. */
    static final Map<Class<?>, Mapping<?>> ALL = Map.of(
            String.class, new Text(),
            long.class, new Whole(),
            Long.class, new Whole(),
            double.class, new Decimal(),
            Double.class, new Decimal(),
            boolean.class, new Flag(),
            Boolean.class, new Flag(),
            JsonNode.class, new Tree());

    private Scalars() {}

    private record Text() implements Mapping<String> {
        @Override
        public @Nullable String read(JsonNode node, Loss loss) {
            return node.asText().orElse(null);
        }

        @Override
        public String absent() {
            return "";
        }

        @Override
        public @Nullable String readAlone(JsonNode node) {
            return node.asText().orElse(null);
        }

        @Override
        public void write(String value, JsonGenerator out) {
            out.write(value);
        }
    }

    private record Whole() implements Mapping<Long> {
        @Override
        public @Nullable Long read(JsonNode node, Loss loss) {
            if (!(node instanceof NumberNode number) || number.asLong().isEmpty()) {
                return null;
            }
            long value = number.asLong().getAsLong();
            if (!number.literal().equals(Long.toString(value))) {
                loss.take();
            }
            return value;
        }

        @Override
        public Long absent() {
            return 0L;
        }

        @Override
        public void write(Long value, JsonGenerator out) {
            out.write(value);
        }
    }

    private record Decimal() implements Mapping<Double> {
        @Override
        public @Nullable Double read(JsonNode node, Loss loss) {
            if (!(node instanceof NumberNode number) || number.asDouble().isEmpty()) {
                return null;
            }
            double value = number.asDouble().getAsDouble();
            if (!number.literal().equals(Double.toString(value))) {
                loss.take();
            }
            return value;
        }

        @Override
        public Double absent() {
            return 0d;
        }

        @Override
        public void write(Double value, JsonGenerator out) {
            out.write(new LiteralNumber(value.toString()));
        }
    }

    private record Flag() implements Mapping<Boolean> {
        @Override
        public @Nullable Boolean read(JsonNode node, Loss loss) {
            return node.asBoolean().orElse(null);
        }

        @Override
        public Boolean absent() {
            return false;
        }

        @Override
        public void write(Boolean value, JsonGenerator out) {
            out.write(value);
        }
    }

    private record Tree() implements Mapping<JsonNode> {
        @Override
        public JsonNode read(JsonNode node, Loss loss) {
            return node;
        }

        @Override
        public JsonNode absent() {
            return NullNode.NULL;
        }

        @Override
        public void write(JsonNode value, JsonGenerator out) {
            JsonNodeWriter.write(value, out);
        }
    }
}
