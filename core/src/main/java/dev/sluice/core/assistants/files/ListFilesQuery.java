package dev.sluice.core.assistants.files;

import dev.sluice.core.assistants.model.Order;
import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which files to list.
 *
 * @param purpose those for this purpose
 * @param limit the most on a page, 1 to 10000
 * @param order by time of creation
 * @param after those after this id
 * @param extra what the object held beyond this
 */
public record ListFilesQuery(
        Optional<FilePurpose> purpose,
        Optional<Long> limit,
        Optional<Order> order,
        Optional<String> after,
        Extra extra) {
    /** One with no other members. */
    public ListFilesQuery(
            @Nullable FilePurpose purpose, @Nullable Long limit, @Nullable Order order, @Nullable String after) {
        this(
                Optional.ofNullable(purpose),
                Optional.ofNullable(limit),
                Optional.ofNullable(order),
                Optional.ofNullable(after),
                Extra.NONE);
    }

    /** All, in the server's order. */
    public static final ListFilesQuery ALL = new ListFilesQuery(null, null, null, null);
}
