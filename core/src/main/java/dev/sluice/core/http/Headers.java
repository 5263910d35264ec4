package dev.sluice.core.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in the order and spelling in which they came; names are found without regard to case. Immutable.
 *
 * <p>Names and values alternate in one array: a call copies its headers once, and does so cheaply.
 */
public final class Headers {
    /** No header at all. */
    public static final Headers EMPTY = new Headers(new String[0], 0);

    /** Of names and values: as many as most calls have, and as most add. */
    private static final int CAPACITY = 32;

    private static final int SPARE = 16;

    private final String[] fields;
    private final int size;

    /** The first so many of the array, in which nothing changes any more. */
    private Headers(String[] fields, int size) {
        this.fields = fields;
        this.size = size;
    }

    /**
     * Headers of alternating names and values.
     *
     * @throws IllegalArgumentException where the last name has no value
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("A name without a value");
        }
        return new Headers(namesAndValues.clone(), namesAndValues.length);
    }

    /** A builder with nothing in it. */
    public static Builder builder() {
        return new Builder(EMPTY, CAPACITY);
    }

    /** The first value of that name. */
    public Optional<String> first(String name) {
        int found = indexOf(fields, size, name);
        return found < 0 ? Optional.empty() : Optional.of(fields[found + 1]);
    }

    /** Every value of that name, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < size; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                values.add(fields[i + 1]);
            }
        }
        return values;
    }

    /** Whether there is a field of that name. */
    public boolean contains(String name) {
        return indexOf(fields, size, name) >= 0;
    }

    private static int indexOf(String[] fields, int size, String name) {
        for (int i = 0; i < size; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The number of fields. */
    public int size() {
        return size / 2;
    }

    /** Visits every field in order. */
    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < size; i += 2) {
            visitor.accept(fields[i], fields[i + 1]);
        }
    }

    /** The fields whose names do not match; these themselves where none does. */
    public Headers without(Predicate<String> name) {
        for (int i = 0; i < size; i += 2) {
            if (name.test(fields[i])) {
                return toBuilder().remove(name).build();
            }
        }
        return this;
    }

    /** A builder that starts with these fields. */
    public Builder toBuilder() {
        return new Builder(this, size + SPARE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that && Arrays.equals(fields, 0, size, that.fields, 0, that.size);
    }

    @Override
    public int hashCode() {
        return Arrays.asList(fields).subList(0, size).hashCode();
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        forEach((name, value) -> names.add(name));
        return names.toString();
    }

    /** Collects fields. Not thread-safe. */
    public static final class Builder {
        private String[] fields;
        private int size;
        private boolean handedOver;

        private Builder(Headers begun, int capacity) {
            this.fields = Arrays.copyOf(begun.fields, capacity);
            this.size = begun.size;
        }

        /** Appends a field of that name and value. */
        public Builder add(String name, String value) {
            own(size == fields.length ? 2 * size : fields.length);
            fields[size++] = name;
            fields[size++] = value;
            return this;
        }

        /** Removes every field of that name and appends one with this value. */
        public Builder set(String name, String value) {
            if (contains(name)) {
                remove(name::equalsIgnoreCase);
            }
            return add(name, value);
        }

        /** Appends a field with this value unless the name is there already. */
        public Builder addIfAbsent(String name, String value) {
            return contains(name) ? this : add(name, value);
        }

        private boolean contains(String name) {
            return indexOf(fields, size, name) >= 0;
        }

        /** Removes every field whose name matches. */
        public Builder remove(Predicate<String> name) {
            own(fields.length);
            int kept = 0;
            for (int i = 0; i < size; i += 2) {
                if (!name.test(fields[i])) {
                    fields[kept++] = fields[i];
                    fields[kept++] = fields[i + 1];
                }
            }
            size = kept;
            return this;
        }

        /** The array belongs to the headers that were built; who goes on building does so in another. */
        private void own(int capacity) {
            if (handedOver || capacity > fields.length) {
                fields = Arrays.copyOf(fields, capacity);
                handedOver = false;
            }
        }

        /** The headers collected so far. */
        public Headers build() {
            handedOver = true;
            return size == 0 ? EMPTY : new Headers(fields, size);
        }
    }
}
