package dev.sluice.codec.jsonb.bind;

import dev.sluice.core.json.Field;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.ArrayNode;
import dev.sluice.core.json.JsonNode.NullNode;
import dev.sluice.core.json.JsonNode.ObjectNode;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values around others: options, lists, maps. Each is told whether its empty value is spelled out or left out. */
final class Containers {
    private Containers() {}

    /** Another mapping whose usual value is left out. */
    record Sparse<T>(Mapping<T> value) implements Mapping<T> {
        @Override
        public @Nullable T read(JsonNode node, Loss loss) {
            return value.read(node, loss);
        }

        @Override
        public T absent() {
            return value.absent();
        }

        @Override
        public boolean omits(T candidate) {
            return candidate.equals(value.absent());
        }

        @Override
        public void write(T candidate, JsonGenerator out) {
            value.write(candidate, out);
        }
    }

    /** A value or null; a member that is left out says the same. */
    record Option<T>(Mapping<T> value) implements Mapping<Optional<T>> {
        /** Null says, as in every mapping, that the node is not what is expected; empty, that it is JSON's null. */
        @Override
        @SuppressWarnings("NullableOptional")
        public @Nullable Optional<T> read(JsonNode node, Loss loss) {
            if (node == NullNode.NULL) {
                return Optional.empty();
            }
            T some = value.read(node, loss);
            return some == null ? null : Optional.of(some);
        }

        @Override
        public Optional<T> absent() {
            return Optional.empty();
        }

        @Override
        public void write(Optional<T> option, JsonGenerator out) {
            if (option.isPresent()) {
                value.write(option.get(), out);
            } else {
                out.writeNull();
            }
        }
    }

    /** A value, null, or a member that is left out: three different things. */
    record Three<T>(Mapping<T> value) implements Mapping<Field<T>> {
        @Override
        public @Nullable Field<T> read(JsonNode node, Loss loss) {
            if (node == NullNode.NULL) {
                return Field.ofNull();
            }
            T some = value.read(node, loss);
            return some == null ? null : Field.of(some);
        }

        @Override
        public Field<T> absent() {
            return Field.absent();
        }

        @Override
        public boolean omits(Field<T> field) {
            return field.isAbsent();
        }

        @Override
        public void write(Field<T> field, JsonGenerator out) {
            if (field.isNull()) {
                out.writeNull();
            } else {
                field.toOptional().ifPresent(some -> value.write(some, out));
            }
        }
    }

    /** An array; elements that are nothing of their type are a loss. */
    record Elements<T>(Mapping<T> element) implements Mapping<List<T>> {
        @Override
        public @Nullable List<T> read(JsonNode node, Loss loss) {
            if (!(node instanceof ArrayNode array)) {
                T alone = element.readAlone(node);
                loss.take();
                return alone == null ? null : List.of(alone);
            }
            List<T> elements = new ArrayList<>(array.elements().size());
            for (JsonNode one : array.elements()) {
                T value = element.read(one, loss);
                if (value == null) {
                    loss.take();
                } else {
                    elements.add(value);
                }
            }
            return List.copyOf(elements);
        }

        @Override
        public List<T> absent() {
            return List.of();
        }

        @Override
        public void write(List<T> elements, JsonGenerator out) {
            out.writeStartArray();
            for (T one : elements) {
                element.write(one, out);
            }
            out.writeEnd();
        }
    }

    /** An object of any names; values that are nothing of their type are a loss. */
    record Entries<T>(Mapping<T> value) implements Mapping<Map<String, T>> {
        @Override
        public @Nullable Map<String, T> read(JsonNode node, Loss loss) {
            if (!(node instanceof ObjectNode object)) {
                return null;
            }
            Map<String, T> entries = new LinkedHashMap<>();
            object.members().forEach((name, member) -> {
                T one = value.read(member, loss);
                if (one == null) {
                    loss.take();
                } else {
                    entries.put(name, one);
                }
            });
            return entries;
        }

        @Override
        public Map<String, T> absent() {
            return Map.of();
        }

        @Override
        public void write(Map<String, T> entries, JsonGenerator out) {
            out.writeStartObject();
            entries.forEach((name, one) -> {
                out.writeKey(name);
                value.write(one, out);
            });
            out.writeEnd();
        }
    }
}
