package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.Order;
import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which objects to list.
 *
 * @param limit the most on a page, 1 to 100
 * @param order by time of creation
 * @param after those after this id
 * @param before those before this id
 * @param extra what the object held beyond this
 */
public record ListQuery(
        Optional<Long> limit, Optional<Order> order, Optional<String> after, Optional<String> before, Extra extra) {
    /** All, in the server's order. */
    public static final ListQuery ALL = builder().build();

    /** A builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a query. */
    public static final class Builder {
        private @Nullable Long limit;
        private @Nullable Order order;
        private @Nullable String after;
        private @Nullable String before;
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(ListQuery from) {
            limit = from.limit.orElse(null);
            order = from.order.orElse(null);
            after = from.after.orElse(null);
            before = from.before.orElse(null);
            extra = from.extra;
        }

        /** Sets {@link ListQuery#limit()}. */
        public Builder limit(long limit) {
            this.limit = limit;
            return this;
        }

        /** Sets {@link ListQuery#order()}; null for none. */
        public Builder order(@Nullable Order order) {
            this.order = order;
            return this;
        }

        /** Sets {@link ListQuery#after()}; null for none. */
        public Builder after(@Nullable String after) {
            this.after = after;
            return this;
        }

        /** Sets {@link ListQuery#before()}; null for none. */
        public Builder before(@Nullable String before) {
            this.before = before;
            return this;
        }

        /** Sets {@link ListQuery#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public ListQuery build() {
            return new ListQuery(
                    Optional.ofNullable(limit),
                    Optional.ofNullable(order),
                    Optional.ofNullable(after),
                    Optional.ofNullable(before),
                    extra);
        }
    }
}
