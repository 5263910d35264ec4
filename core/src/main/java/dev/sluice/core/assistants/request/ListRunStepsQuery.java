package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.Order;
import dev.sluice.core.json.Extra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which steps of a run to list.
 *
 * @param limit the most on a page, 1 to 100
 * @param order by time of creation
 * @param after those after this id
 * @param before those before this id
 * @param include what to include
 * @param extra what the object held beyond this
 */
public record ListRunStepsQuery(
        Optional<Long> limit,
        Optional<Order> order,
        Optional<String> after,
        Optional<String> before,
        List<Include> include,
        Extra extra) {
    public ListRunStepsQuery {
        include = List.copyOf(include);
    }

    /** All, in the server's order. */
    public static final ListRunStepsQuery ALL = builder().build();

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
        private List<Include> include = List.of();
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(ListRunStepsQuery from) {
            limit = from.limit.orElse(null);
            order = from.order.orElse(null);
            after = from.after.orElse(null);
            before = from.before.orElse(null);
            include = from.include;
            extra = from.extra;
        }

        /** Sets {@link ListRunStepsQuery#limit()}. */
        public Builder limit(long limit) {
            this.limit = limit;
            return this;
        }

        /** Sets {@link ListRunStepsQuery#order()}; null for none. */
        public Builder order(@Nullable Order order) {
            this.order = order;
            return this;
        }

        /** Sets {@link ListRunStepsQuery#after()}; null for none. */
        public Builder after(@Nullable String after) {
            this.after = after;
            return this;
        }

        /** Sets {@link ListRunStepsQuery#before()}; null for none. */
        public Builder before(@Nullable String before) {
            this.before = before;
            return this;
        }

        /** Sets {@link ListRunStepsQuery#include()}. */
        public Builder include(List<Include> include) {
            this.include = include;
            return this;
        }

        /** Sets {@link ListRunStepsQuery#include()}. */
        public Builder include(Include... include) {
            return include(List.of(include));
        }

        /** Sets {@link ListRunStepsQuery#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public ListRunStepsQuery build() {
            return new ListRunStepsQuery(
                    Optional.ofNullable(limit),
                    Optional.ofNullable(order),
                    Optional.ofNullable(after),
                    Optional.ofNullable(before),
                    include,
                    extra);
        }
    }
}
