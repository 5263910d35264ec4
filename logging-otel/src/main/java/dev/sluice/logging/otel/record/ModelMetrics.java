package dev.sluice.logging.otel.record;

import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.Operation;
import dev.sluice.core.log.Usage.Certainty;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.Metric;
import dev.sluice.logging.otel.record.ModelLabels.Whose;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import java.time.Duration;
import java.util.Optional;

/** The metrics of calls that ask a model for something. Of one thread. */
final class ModelMetrics {
    private static final int MOST_MODELS = 200;

    private final Remembered<Known> known;
    private final ModelLabels labels;
    private final KnownNames models = new KnownNames(MOST_MODELS);
    private final KnownNames answering = new KnownNames(MOST_MODELS);
    private final DoubleHistogram duration;
    private final DoubleHistogram firstChunk;
    private final DoubleHistogram perChunk;
    private final DoubleCounter cost;
    private final LongCounter certainty;
    private final Tokens tokens;

    /** How far is known what somebody did. */
    private record Known(Operation operation, Certainty certainty) {}

    ModelMetrics(Instruments instruments) {
        Conventions conventions = instruments.conventions();
        known = new Remembered<>(one -> new Facts(conventions)
                .set(Attribute.OPERATION, one.operation().wire())
                .set(Attribute.CERTAINTY, one.certainty().wire())
                .build());
        labels = new ModelLabels(conventions);
        duration = instruments.histogram(Metric.OPERATION_DURATION);
        firstChunk = instruments.histogram(Metric.TIME_TO_FIRST_CHUNK);
        perChunk = instruments.histogram(Metric.TIME_PER_OUTPUT_CHUNK);
        cost = instruments.fractions(Metric.COST);
        certainty = instruments.counter(Metric.USAGE);
        tokens = Tokens.of(instruments);
    }

    void record(Completed call) {
        call.route().operation().ifPresent(operation -> {
            certainty.add(1, known.of(new Known(operation, call.usage().certainty())));
            for (AttemptFacts attempt : call.attempts()) {
                record(operation, new AttemptView(call, attempt));
            }
        });
    }

    private void record(Operation operation, AttemptView view) {
        Whose whose = whose(operation, view);
        duration.record(Seconds.of(view.took()), labels.of(whose, Attribute.ERROR, view.errorType()));
        if (view.answered()) {
            answered(whose, view);
        }
    }

    private void answered(Whose whose, AttemptView view) {
        Completed call = view.call();
        view.firstChunk().ifPresent(first -> {
            firstChunk.record(Seconds.of(first), labels.of(whose));
            long gaps = call.answer().chunks() - 1;
            if (gaps > 0) {
                Duration streaming = view.took().minus(first);
                perChunk.record(Seconds.of(streaming) / gaps, labels.of(whose));
            }
        });
        tokens.record(call.usage(), labels, whose);
        call.cost().ifPresent(dollars -> cost.add(dollars.doubleValue(), labels.of(whose)));
    }

    private Whose whose(Operation operation, AttemptView view) {
        boolean proven = view.succeeded();
        return new Whose(
                operation,
                view.provider(),
                view.model().map(name -> models.of(name, proven || view.isModelConfigured())),
                view.answered()
                        ? view.call().answer().model().map(name -> answering.of(name, proven))
                        : Optional.empty(),
                view.attempt().server());
    }
}
