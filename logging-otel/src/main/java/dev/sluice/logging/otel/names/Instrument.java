package dev.sluice.logging.otel.names;

import java.util.Locale;

/** How a metric adds up. */
public enum Instrument {
    /** Only grows. */
    COUNTER,
    /** Grows and shrinks. */
    UP_DOWN_COUNTER,
    /** Is what it is at the moment. */
    GAUGE,
    /** Counts in buckets. */
    HISTOGRAM;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
