package dev.sluice.logging.otel.record;

import dev.sluice.core.http.Origin;
import dev.sluice.core.log.Operation;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.names.Facts;
import io.opentelemetry.api.common.Attributes;
import java.util.Optional;

/** The attributes of metrics that say which model did what, and where. Of one thread. */
final class ModelLabels {
    private final Conventions conventions;
    private final Remembered<Series> series = new Remembered<>(this::make);

    ModelLabels(Conventions conventions) {
        this.conventions = conventions;
    }

    /**
     * A model at its work; every name from a bounded set.
     *
     * @param operation what was asked for
     * @param provider who runs it, as OpenTelemetry names it
     * @param asked which model was asked for
     * @param answered which one says that it answered
     * @param server where
     */
    record Whose(
            Operation operation,
            String provider,
            Optional<String> asked,
            Optional<String> answered,
            Optional<Origin> server) {}

    private record Series(Whose whose, Optional<Attribute> more, Optional<String> value) {}

    Attributes of(Whose whose) {
        return series.of(new Series(whose, Optional.empty(), Optional.empty()));
    }

    /** With one attribute more, where there is a value. */
    Attributes of(Whose whose, Attribute more, Optional<String> value) {
        return series.of(new Series(whose, value.map(known -> more), value));
    }

    private Attributes make(Series one) {
        Whose whose = one.whose();
        Facts facts = new Facts(conventions)
                .set(Attribute.OPERATION, whose.operation().wire())
                .set(Attribute.PROVIDER, whose.provider())
                .set(Attribute.REQUEST_MODEL, whose.asked())
                .set(Attribute.RESPONSE_MODEL, whose.answered());
        whose.server()
                .ifPresent(server -> facts.set(Attribute.SERVER, server.host()).set(Attribute.PORT, server.port()));
        one.more().ifPresent(attribute -> facts.set(attribute, one.value()));
        return facts.build();
    }
}
