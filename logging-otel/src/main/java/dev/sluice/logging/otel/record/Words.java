package dev.sluice.logging.otel.record;

import java.util.Locale;

/** Constants as records and metrics write them. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
