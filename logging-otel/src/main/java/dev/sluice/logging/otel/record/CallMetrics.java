package dev.sluice.logging.otel.record;

import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.RunFacts;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.Metric;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import java.time.Duration;
import java.util.List;

/** The metrics of calls and runs, counted when they are over. The attributes are bounded, whatever clients send. */
public final class CallMetrics {
    private static final int MOST_ROUTES = 250;
    private static final int FIRST_FAILURE = 400;

    private final Conventions conventions;
    private final ModelMetrics models;
    private final KnownNames routes = new KnownNames(MOST_ROUTES);
    private final DoubleHistogram serverDuration;
    private final DoubleHistogram clientDuration;
    private final DoubleHistogram overhead;
    private final DoubleHistogram runDuration;
    private final LongCounter calls;
    private final LongCounter attempts;
    private final LongCounter fallbacks;
    private final LongCounter refused;

    /** Counts with these instruments. */
    public CallMetrics(Instruments instruments) {
        conventions = instruments.conventions();
        models = new ModelMetrics(instruments);
        serverDuration = instruments.histogram(Metric.SERVER_DURATION);
        clientDuration = instruments.histogram(Metric.CLIENT_DURATION);
        overhead = instruments.histogram(Metric.OVERHEAD);
        runDuration = instruments.histogram(Metric.RUN_DURATION);
        calls = instruments.counter(Metric.CALLS);
        attempts = instruments.counter(Metric.ATTEMPTS);
        fallbacks = instruments.counter(Metric.FALLBACKS);
        refused = instruments.counter(Metric.RETRIES_REFUSED);
    }

    /** Counts a call. */
    public void record(Completed call) {
        String routeClass = call.route().routeClass().wire();
        serverDuration.record(
                Seconds.of(call.duration()),
                facts().set(Attribute.METHOD, HttpNames.method(call.route().method()))
                        .set(Attribute.SCHEME, HttpNames.SCHEME)
                        .set(Attribute.ROUTE, routes.of(call.route().template(), call.status() < FIRST_FAILURE))
                        .set(Attribute.STATUS, call.status())
                        .set(Attribute.ERROR, call.errorType())
                        .build());
        calls.add(
                1,
                facts().set(Attribute.ROUTE_CLASS, routeClass)
                        .set(Attribute.OUTCOME, Words.of(call.outcome()))
                        .build());
        overhead.record(
                Seconds.of(overheadOf(call)),
                facts().set(Attribute.ROUTE_CLASS, routeClass).build());
        call.retryRefused()
                .ifPresent(why -> refused.add(
                        1,
                        facts().set(Attribute.ROUTE_CLASS, routeClass)
                                .set(Attribute.RETRY_REFUSED, why.wire())
                                .build()));
        countAttempts(call);
        models.record(call);
    }

    /** The time to the answer's head in which no upstream was waited for. */
    private static Duration overheadOf(Completed call) {
        Duration waited = call.attempts().stream().map(AttemptFacts::firstByte).reduce(Duration.ZERO, Duration::plus);
        return call.firstByte().minus(waited);
    }

    private void countAttempts(Completed call) {
        List<AttemptFacts> tried = call.attempts();
        for (int i = 0; i < tried.size(); i++) {
            AttemptFacts attempt = tried.get(i);
            AttemptView view = new AttemptView(call, attempt);
            attempts.add(1, withEnd(facts().set(Attribute.DEPLOYMENT, attempt.deployment()), view));
            if (i > 0 && !attempt.group().equals(tried.get(i - 1).group())) {
                fallbacks.add(
                        1,
                        facts().set(Attribute.DEPLOYMENT, attempt.deployment()).build());
            }
            attempt.server()
                    .ifPresent(server -> clientDuration.record(
                            Seconds.of(view.took()),
                            withEnd(
                                    facts().set(
                                                    Attribute.METHOD,
                                                    HttpNames.method(
                                                            call.route().method()))
                                            .set(Attribute.SERVER, server.host())
                                            .set(Attribute.PORT, server.port()),
                                    view)));
        }
    }

    private static Attributes withEnd(Facts facts, AttemptView view) {
        if (view.attempt().status() > 0) {
            facts.set(Attribute.STATUS, view.attempt().status());
        }
        return facts.set(Attribute.ERROR, view.errorType()).build();
    }

    /** Counts a run. */
    public void record(RunFacts run) {
        runDuration.record(
                Seconds.of(run.duration()),
                facts().set(Attribute.OUTCOME, run.status())
                        .set(Attribute.ERROR, run.errorCode())
                        .build());
    }

    private Facts facts() {
        return new Facts(conventions);
    }
}
