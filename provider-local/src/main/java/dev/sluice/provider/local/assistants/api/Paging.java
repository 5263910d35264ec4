package dev.sluice.provider.local.assistants.api;

import dev.sluice.core.assistants.files.ListFilesQuery;
import dev.sluice.core.assistants.files.ListVectorStoreFilesQuery;
import dev.sluice.core.assistants.model.Order;
import dev.sluice.core.assistants.request.ListMessagesQuery;
import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.assistants.request.ListRunStepsQuery;
import dev.sluice.core.assistants.store.Window;
import java.util.Optional;

/** Which part of a list a query asks for. */
final class Paging {
    private static final long USUAL_LIMIT = 20;
    private static final int MOST_FILES = 10_000;

    private Paging() {}

    static Window of(ListQuery query) {
        return window(query.limit(), query.order(), query.after(), query.before());
    }

    static Window of(ListMessagesQuery query) {
        return window(query.limit(), query.order(), query.after(), query.before());
    }

    static Window of(ListRunStepsQuery query) {
        return window(query.limit(), query.order(), query.after(), query.before());
    }

    static Window of(ListVectorStoreFilesQuery query) {
        return window(query.limit(), query.order(), query.after(), query.before());
    }

    /** Lists of files are longer than others by default. */
    static Window of(ListFilesQuery query) {
        Window window = window(query.limit(), query.order(), query.after(), Optional.empty());
        return query.limit().isPresent()
                ? window
                : new Window(window.ascending(), window.after(), window.before(), MOST_FILES);
    }

    /** SDKs send a cursor that is empty where they have none. */
    private static Window window(
            Optional<Long> limit, Optional<Order> order, Optional<String> after, Optional<String> before) {
        return new Window(
                order.filter(Order.ASC::equals).isPresent(),
                after.filter(id -> !id.isEmpty()),
                before.filter(id -> !id.isEmpty()),
                Math.toIntExact(limit.orElse(USUAL_LIMIT)));
    }
}
