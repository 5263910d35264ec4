package dev.sluice.logging.otel.record;

import io.opentelemetry.api.common.Attributes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The attributes of series that were counted before: calls are many, and series few. Of one thread.
 *
 * @param <K> what tells one series from another
 */
final class Remembered<K> {
    /** As many as a metric may have series. */
    private static final int MOST = 2000;

    private final Map<K, Attributes> known = new HashMap<>();
    private final Function<K, Attributes> making;

    /** Attributes that are made so. */
    Remembered(Function<K, Attributes> making) {
        this.making = making;
    }

    Attributes of(K key) {
        Attributes attributes = known.get(key);
        if (attributes == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            attributes = making.apply(key);
            known.put(key, attributes);
        }
        return attributes;
    }
}
