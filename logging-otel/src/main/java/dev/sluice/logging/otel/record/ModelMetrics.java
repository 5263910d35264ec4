package dev.sluice.logging.otel.record;

import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.Operation;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.Metric;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import java.time.Duration;

/** The metrics of calls that ask a model for something. */
final class ModelMetrics {
    private static final int MOST_MODELS = 200;

    private final Conventions conventions;
    private final KnownNames models = new KnownNames(MOST_MODELS);
    private final KnownNames answering = new KnownNames(MOST_MODELS);
    private final DoubleHistogram duration;
    private final DoubleHistogram firstChunk;
    private final DoubleHistogram perChunk;
    private final DoubleCounter cost;
    private final LongCounter certainty;
    private final Tokens tokens;

    ModelMetrics(Instruments instruments) {
        conventions = instruments.conventions();
        duration = instruments.histogram(Metric.OPERATION_DURATION);
        firstChunk = instruments.histogram(Metric.TIME_TO_FIRST_CHUNK);
        perChunk = instruments.histogram(Metric.TIME_PER_OUTPUT_CHUNK);
        cost = instruments.fractions(Metric.COST);
        certainty = instruments.counter(Metric.USAGE);
        tokens = Tokens.of(instruments);
    }

    void record(Completed call) {
        call.route().operation().ifPresent(operation -> {
            certainty.add(
                    1,
                    new Facts(conventions)
                            .set(Attribute.OPERATION, operation.wire())
                            .set(Attribute.CERTAINTY, call.usage().certainty().wire())
                            .build());
            for (AttemptFacts attempt : call.attempts()) {
                record(operation, new AttemptView(call, attempt));
            }
        });
    }

    private void record(Operation operation, AttemptView view) {
        duration.record(
                Seconds.of(view.took()),
                labels(operation, view).set(Attribute.ERROR, view.errorType()).build());
        if (view.answered()) {
            answered(operation, view);
        }
    }

    private void answered(Operation operation, AttemptView view) {
        Completed call = view.call();
        view.firstChunk().ifPresent(first -> {
            firstChunk.record(Seconds.of(first), labels(operation, view).build());
            long gaps = call.answer().chunks() - 1;
            if (gaps > 0) {
                Duration streaming = view.took().minus(first);
                perChunk.record(
                        Seconds.of(streaming) / gaps, labels(operation, view).build());
            }
        });
        tokens.record(call.usage(), () -> labels(operation, view));
        call.cost()
                .ifPresent(dollars ->
                        cost.add(dollars.doubleValue(), labels(operation, view).build()));
    }

    private Facts labels(Operation operation, AttemptView view) {
        boolean proven = view.succeeded();
        Facts facts = new Facts(conventions)
                .set(Attribute.OPERATION, operation.wire())
                .set(Attribute.PROVIDER, view.provider())
                .set(
                        Attribute.REQUEST_MODEL,
                        view.model().map(name -> models.of(name, proven || view.isModelConfigured())));
        if (view.answered()) {
            facts.set(Attribute.RESPONSE_MODEL, view.call().answer().model().map(name -> answering.of(name, proven)));
        }
        view.attempt()
                .server()
                .ifPresent(server -> facts.set(Attribute.SERVER, server.host()).set(Attribute.PORT, server.port()));
        return facts;
    }
}
