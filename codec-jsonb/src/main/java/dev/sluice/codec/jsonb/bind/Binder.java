package dev.sluice.codec.jsonb.bind;

import dev.sluice.core.assistants.model.Page;
import dev.sluice.core.json.JsonNode;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Values of the model from trees, and back. Thread-safe. */
public final class Binder {
    private final Mappings mappings = new Mappings();
    private final Map<Class<?>, Mapping<?>> pages = new ConcurrentHashMap<>();

    /** Whether a type is one of the model's. */
    public boolean binds(Class<?> type) {
        return Mappings.isModel(type);
    }

    /** Whether a value is of such a type. */
    public boolean bindsValue(Object value) {
        return Mappings.isModel(mapped(value));
    }

    /** The value of a node; null where the node is no object and the type is no family. */
    public <T> @Nullable T read(JsonNode node, Class<T> type) {
        return mappings.of(type).read(node, new Loss());
    }

    /** The page of a node; null where the node is no object. */
    public <T> @Nullable Page<T> readPage(JsonNode node, Class<T> element) {
        return page(element).read(node, new Loss());
    }

    /** Writes a value of the model. */
    @SuppressWarnings("unchecked") // each mapping stands under its own class
    public void write(Object value, JsonGenerator out) {
        Mapping<?> mapping = value instanceof Page<?> page ? page(page) : mappings.of(mapped(value));
        ((Mapping<Object>) mapping).write(value, out);
    }

    /** A case that is no object has a mapping only in its family. */
    private static Class<?> mapped(Object value) {
        Class<?> type = value.getClass();
        Class<?> family = type.getDeclaringClass();
        return family != null && family.isSealed() ? family : type;
    }

    /** An empty page may list anything, so it is written as if it listed what cannot be read. */
    private Mapping<?> page(Page<?> page) {
        return page.data().isEmpty()
                ? page(Nothing.class)
                : page(mapped(page.data().get(0)));
    }

    @SuppressWarnings("unchecked") // each mapping stands under its element's class
    private <T> Mapping<Page<T>> page(Class<T> element) {
        return (Mapping<Page<T>>) pages.computeIfAbsent(element, some -> {
            Mapping<?> mapping = some == Nothing.class ? new Nothing() : mappings.of(some);
            return mappings.record(Page.class, mapping);
        });
    }

    /** The names of a record's members, in their order. */
    public List<String> memberNames(Class<?> type) {
        if (mappings.of(type) instanceof RecordMapping<?> mapping) {
            return mapping.memberNames();
        }
        throw new IllegalArgumentException("No record of the model: " + type.getName());
    }

    /** The type of which there are no values. */
    private record Nothing() implements Mapping<Object> {
        @Override
        public @Nullable Object read(JsonNode node, Loss loss) {
            return null;
        }

        @Override
        public Object absent() {
            throw new IllegalStateException("Nothing is never absent");
        }

        @Override
        public void write(Object value, JsonGenerator out) {
            throw new IllegalStateException("Nothing is never written");
        }
    }
}
