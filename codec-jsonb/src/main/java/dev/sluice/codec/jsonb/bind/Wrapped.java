package dev.sluice.codec.jsonb.bind;

import dev.sluice.core.json.JsonNode;
import jakarta.json.stream.JsonGenerator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A record that is nothing but its one component, and stands in JSON as that.
 *
 * @param constructor the record's constructor
 * @param accessor the component's accessor
 * @param component the component's mapping
 */
record Wrapped<R, T>(Constructor<R> constructor, Method accessor, Mapping<T> component) implements Mapping<R> {
    @Override
    public @Nullable R read(JsonNode node, Loss loss) {
        T value = component.read(node, loss);
        return value == null ? null : Reflection.make(constructor, value);
    }

    @Override
    public R absent() {
        return Reflection.make(constructor, component.absent());
    }

    @Override
    @SuppressWarnings("unchecked") // the mapping was made for the component's type
    public void write(R value, JsonGenerator out) {
        component.write((T) Reflection.invoke(accessor, value), out);
    }
}
