package dev.sluice.store.jdbc.ids;

import dev.sluice.core.routing.Home;
import org.jspecify.annotations.Nullable;

/**
 * What memory has of an id.
 *
 * @param home where it lives; null where the database does not know it
 * @param seenAt when the row was last written, in milliseconds since 1970
 */
record Known(@Nullable Home home, long seenAt) {
    static final Known NOTHING = new Known(null, 0);
}
