package dev.sluice.core.assistants.request;

import dev.sluice.core.assistants.model.Order;
import dev.sluice.core.json.Extra;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which messages to list.
 *
 * @param limit the most on a page, 1 to 100
 * @param order by time of creation
 * @param after those after this id
 * @param before those before this id
 * @param runId those that this run wrote
 * @param extra what the object held beyond this
 */
public record ListMessagesQuery(
        Optional<Long> limit,
        Optional<Order> order,
        Optional<String> after,
        Optional<String> before,
        Optional<String> runId,
        Extra extra) {
    /** All, in the server's order. */
    public static final ListMessagesQuery ALL = builder().build();

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
        private @Nullable String runId;
        private Extra extra = Extra.NONE;

        private Builder() {}

        private Builder(ListMessagesQuery from) {
            limit = from.limit.orElse(null);
            order = from.order.orElse(null);
            after = from.after.orElse(null);
            before = from.before.orElse(null);
            runId = from.runId.orElse(null);
            extra = from.extra;
        }

        /** Sets {@link ListMessagesQuery#limit()}. */
        public Builder limit(long limit) {
            this.limit = limit;
            return this;
        }

        /** Sets {@link ListMessagesQuery#order()}; null for none. */
        public Builder order(@Nullable Order order) {
            this.order = order;
            return this;
        }

        /** Sets {@link ListMessagesQuery#after()}; null for none. */
        public Builder after(@Nullable String after) {
            this.after = after;
            return this;
        }

        /** Sets {@link ListMessagesQuery#before()}; null for none. */
        public Builder before(@Nullable String before) {
            this.before = before;
            return this;
        }

        /** Sets {@link ListMessagesQuery#runId()}; null for none. */
        public Builder runId(@Nullable String runId) {
            this.runId = runId;
            return this;
        }

        /** Sets {@link ListMessagesQuery#extra()}. */
        public Builder extra(Extra extra) {
            this.extra = extra;
            return this;
        }

        /** What was set. */
        public ListMessagesQuery build() {
            return new ListMessagesQuery(
                    Optional.ofNullable(limit),
                    Optional.ofNullable(order),
                    Optional.ofNullable(after),
                    Optional.ofNullable(before),
                    Optional.ofNullable(runId),
                    extra);
        }
    }
}
