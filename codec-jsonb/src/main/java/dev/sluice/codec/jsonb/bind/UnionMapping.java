package dev.sluice.codec.jsonb.bind;

import dev.sluice.codec.jsonb.tree.JsonNodeWriter;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NullNode;
import jakarta.json.stream.JsonGenerator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sealed family: objects told apart by their {@code type}, and for some words, texts or arrays. Whatever is none of them
 * is {@code Unknown}, with the node it was.
 */
final class UnionMapping<U> implements Mapping<U> {
    private final Class<U> type;
    private final Map<String, Class<? extends U>> cases;
    private final Map<Class<? extends U>, Mapping<? extends U>> bare;
    private final Constructor<? extends U> unknown;
    private final Method raw;
    private final U absent;
    private final Mappings mappings;

    /**
     * @param type the family
     * @param cases its objects by their {@code type}; their mappings are looked up when needed, since families contain one
     *     another
     * @param bare its cases that are no objects
     * @param unknown the constructor of the case for anything else
     */
    UnionMapping(
            Class<U> type,
            Map<String, Class<? extends U>> cases,
            Map<Class<? extends U>, Mapping<? extends U>> bare,
            Constructor<? extends U> unknown,
            Mappings mappings) {
        this.type = type;
        this.cases = Map.copyOf(cases);
        this.bare = Map.copyOf(bare);
        this.unknown = unknown;
        this.raw = unknown.getDeclaringClass().getRecordComponents()[0].getAccessor();
        this.mappings = mappings;
        this.absent = Reflection.make(unknown, NullNode.NULL);
    }

    @Override
    public U read(JsonNode node, Loss loss) {
        U known = known(node);
        return known == null ? Reflection.make(unknown, node) : known;
    }

    private @Nullable U known(JsonNode node) {
        Class<? extends U> match = node.get("type")
                .flatMap(JsonNode::asText)
                .<Class<? extends U>>map(cases::get)
                .orElse(null);
        if (match != null) {
            return mappings.of(match).read(node, new Loss());
        }
        for (Mapping<? extends U> mapping : bare.values()) {
            Loss loss = new Loss();
            U value = mapping.read(node, loss);
            if (value != null && !loss.settle()) {
                return value;
            }
        }
        return null;
    }

    @Override
    public U absent() {
        return absent;
    }

    @Override
    public @Nullable U readAlone(JsonNode node) {
        Object alone = WireTable.alone(type, node);
        return alone == null ? null : type.cast(alone);
    }

    @Override
    public void write(U value, JsonGenerator out) {
        if (value.getClass() == unknown.getDeclaringClass()) {
            JsonNodeWriter.write((JsonNode) Reflection.invoke(raw, value), out);
        } else {
            writeKnown(value, out);
        }
    }

    @SuppressWarnings("unchecked") // each mapping stands under its own class
    private void writeKnown(U value, JsonGenerator out) {
        Mapping<? extends U> mapping = bare.get(value.getClass());
        ((Mapping<U>) (mapping == null ? mappings.of(value.getClass()) : mapping)).write(value, out);
    }
}
