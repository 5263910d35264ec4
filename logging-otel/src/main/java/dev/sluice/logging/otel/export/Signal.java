package dev.sluice.logging.otel.export;

import java.util.Locale;

/** What is exported. */
public enum Signal {
    /** Records of calls, before anything is made of them. */
    EVENTS,
    SPANS,
    LOGS,
    METRICS;

    /** The name in metrics. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
