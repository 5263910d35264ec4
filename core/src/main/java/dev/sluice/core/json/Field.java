package dev.sluice.core.json;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A member of which it matters whether it is absent or null: in a change, absent leaves a value as it is and null clears
 * it. Where there is no such difference, a component is an {@link Optional}.
 */
public sealed interface Field<T> {
    /** Not there. */
    record Absent<T>() implements Field<T> {}

    /** There, and null. */
    record Null<T>() implements Field<T> {}

    /**
     * There, with a value.
     *
     * @param value the value
     */
    record Value<T>(T value) implements Field<T> {}

    /** A member that is not there. */
    static <T> Field<T> absent() {
        return new Absent<>();
    }

    /** A member that is null. */
    static <T> Field<T> ofNull() {
        return new Null<>();
    }

    /** A member with a value. */
    static <T> Field<T> of(T value) {
        return new Value<>(value);
    }

    /** A member that is there: with the value, or null. */
    static <T> Field<T> ofNullable(@Nullable T value) {
        return value == null ? ofNull() : of(value);
    }

    /** Whether the member is not there. */
    default boolean isAbsent() {
        return this instanceof Absent;
    }

    /** Whether the member is there and null. */
    default boolean isNull() {
        return this instanceof Null;
    }

    /** The value, if there is one. */
    default Optional<T> toOptional() {
        return this instanceof Value<T> present ? Optional.of(present.value()) : Optional.empty();
    }

    /** The value where there is one, the current one where the member is absent, null where it is null. */
    default @Nullable T over(@Nullable T current) {
        return isAbsent() ? current : toOptional().orElse(null);
    }

    /** The same member with another value; absent stays absent, null stays null. */
    default <R> Field<R> map(Function<? super T, ? extends R> change) {
        if (this instanceof Value<T> present) {
            return of(change.apply(present.value()));
        }
        return isNull() ? ofNull() : absent();
    }
}
