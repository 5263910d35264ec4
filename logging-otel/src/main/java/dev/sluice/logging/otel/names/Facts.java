package dev.sluice.logging.otel.names;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Attributes that are being gathered, under the names of some conventions. What is not known is left out. */
public final class Facts {
    private final Conventions conventions;
    private final Target target;
    private final AttributesBuilder gathered = Attributes.builder();

    /** No attributes yet. */
    public Facts(Conventions conventions) {
        this.conventions = conventions;
        this.target = gathered::put;
    }

    /** Attributes that are set at once on something else. */
    public Facts(Conventions conventions, Target target) {
        this.conventions = conventions;
        this.target = target;
    }

    /** Whatever has attributes. */
    @FunctionalInterface
    public interface Target {
        /** Sets one. */
        <T> void set(AttributeKey<T> key, T value);
    }

    /** Sets a text. */
    public Facts set(Attribute attribute, String value) {
        target.set(attribute.<String>key(conventions, AttributeType.STRING), value);
        return this;
    }

    /** Sets a text, where there is one. */
    public Facts set(Attribute attribute, Optional<String> value) {
        value.ifPresent(known -> set(attribute, known));
        return this;
    }

    /** Sets a whole number. */
    public Facts set(Attribute attribute, long value) {
        target.set(attribute.<Long>key(conventions, AttributeType.LONG), value);
        return this;
    }

    /** Sets a whole number, where there is one. */
    public Facts set(Attribute attribute, OptionalLong value) {
        value.ifPresent(known -> set(attribute, known));
        return this;
    }

    /** Sets a fraction. */
    public Facts set(Attribute attribute, double value) {
        target.set(attribute.<Double>key(conventions, AttributeType.DOUBLE), value);
        return this;
    }

    /** Sets a truth. */
    public Facts set(Attribute attribute, boolean value) {
        target.set(attribute.<Boolean>key(conventions, AttributeType.BOOLEAN), value);
        return this;
    }

    /** Sets texts, where there are any. */
    public Facts set(Attribute attribute, List<String> values) {
        if (!values.isEmpty()) {
            target.set(attribute.<List<String>>key(conventions, AttributeType.STRING_ARRAY), values);
        }
        return this;
    }

    /** What was gathered here; nothing of what was set elsewhere. */
    public Attributes build() {
        return gathered.build();
    }
}
