package dev.sluice.logging.otel.names;

import java.util.Locale;

/** How sure a reader may be to find an attribute, as OpenTelemetry words it. */
public enum Level {
    REQUIRED,
    /** Where it applies, which the table says. */
    CONDITIONAL,
    /** Where it is known. */
    RECOMMENDED;

    @Override
    public String toString() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
