package dev.sluice.core.assistants.model;

import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param <T> what is listed
 * @param data the objects
 * @param firstId the id of the first, if any
 * @param lastId the id of the last, if any
 * @param hasMore whether there are more beyond
 * @param extra what the object held beyond this
 */
public record Page<T>(List<T> data, Optional<String> firstId, Optional<String> lastId, boolean hasMore, Extra extra) {
    public Page {
        data = List.copyOf(data);
    }

    /** One with no other members. */
    public Page(List<T> data, @Nullable String firstId, @Nullable String lastId, boolean hasMore) {
        this(data, Optional.ofNullable(firstId), Optional.ofNullable(lastId), hasMore, Extra.NONE);
    }

    /** A page; the ids of its ends are taken from its objects. */
    public static <T> Page<T> of(List<T> data, Function<? super T, String> id, boolean hasMore) {
        if (data.isEmpty()) {
            return new Page<>(data, null, null, hasMore);
        }
        return new Page<>(data, id.apply(data.get(0)), id.apply(data.get(data.size() - 1)), hasMore);
    }

    @Override
    public String toString() {
        return "Page[" + data.size() + " objects, hasMore=" + hasMore + "]";
    }
}
