package dev.sluice.logging.otel.names;

/**
 * An attribute on one kind of span, metric or record.
 *
 * @param attribute which
 * @param level how sure it is
 * @param when the condition of a conditional one; empty otherwise
 */
public record Use(Attribute attribute, Level level, String when) {
    static Use required(Attribute attribute) {
        return new Use(attribute, Level.REQUIRED, "");
    }

    static Use when(String condition, Attribute attribute) {
        return new Use(attribute, Level.CONDITIONAL, condition);
    }

    static Use known(Attribute attribute) {
        return new Use(attribute, Level.RECOMMENDED, "");
    }
}
