package dev.sluice.codec.jsonb.bind;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Records by reflection. They are public, in packages that are exported, and their constructors only copy. */
final class Reflection {
    private Reflection() {}

    /** The canonical constructor of a record. */
    static <R> Constructor<R> constructor(Class<R> type) {
        Class<?>[] components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getConstructor(components);
        } catch (NoSuchMethodException impossible) {
            throw new LinkageError("A record without its constructor: " + type.getName(), impossible);
        }
    }

    static <R> R make(Constructor<R> constructor, Object... components) {
        try {
            return constructor.newInstance(components);
        } catch (InvocationTargetException failure) {
            throw unchecked(failure);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(constructor.toString(), impossible);
        }
    }

    static Object invoke(Method accessor, Object owner) {
        try {
            return accessor.invoke(owner);
        } catch (InvocationTargetException failure) {
            throw unchecked(failure);
        } catch (IllegalAccessException impossible) {
            throw new LinkageError(accessor.toString(), impossible);
        }
    }

    private static RuntimeException unchecked(InvocationTargetException failure) {
        return failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
    }
}
