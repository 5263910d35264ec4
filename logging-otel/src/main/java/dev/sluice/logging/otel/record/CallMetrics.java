package dev.sluice.logging.otel.record;

import dev.sluice.core.http.Origin;
import dev.sluice.core.log.AttemptFacts;
import dev.sluice.core.log.LogEvent.Completed;
import dev.sluice.core.log.Outcome;
import dev.sluice.core.log.RetryRefusal;
import dev.sluice.core.log.RouteClass;
import dev.sluice.core.log.RunFacts;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Conventions;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.Metric;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The metrics of calls and runs, counted when they are over. The attributes are bounded, whatever clients send. Of one thread. */
public final class CallMetrics {
    private static final int MOST_ROUTES = 250;
    private static final int FIRST_FAILURE = 400;

    private final Conventions conventions;
    private final ModelMetrics models;
    private final KnownNames routes = new KnownNames(MOST_ROUTES);
    private final DoubleHistogram served;
    private final DoubleHistogram clientDuration;
    private final DoubleHistogram overhead;
    private final DoubleHistogram runDuration;
    private final LongCounter calls;
    private final LongCounter attempts;
    private final LongCounter fallbacks;
    private final LongCounter refused;

    private final Remembered<Served> answers = new Remembered<>(one -> facts().set(Attribute.METHOD, one.method())
            .set(Attribute.SCHEME, HttpNames.SCHEME)
            .set(Attribute.ROUTE, one.route())
            .set(Attribute.STATUS, one.status())
            .set(Attribute.ERROR, one.error())
            .build());
    private final Remembered<End> ends = new Remembered<>(
            one -> facts().set(Attribute.ROUTE_CLASS, one.routeClass().wire())
                    .set(Attribute.OUTCOME, Words.of(one.outcome()))
                    .build());
    private final Remembered<RouteClass> classes = new Remembered<>(
            one -> facts().set(Attribute.ROUTE_CLASS, one.wire()).build());
    private final Remembered<Refused> refusals = new Remembered<>(
            one -> facts().set(Attribute.ROUTE_CLASS, one.routeClass().wire())
                    .set(Attribute.RETRY_REFUSED, one.why().wire())
                    .build());
    private final Remembered<String> deployments =
            new Remembered<>(one -> facts().set(Attribute.DEPLOYMENT, one).build());
    private final Remembered<Tried> tries =
            new Remembered<>(one -> withStatus(facts().set(Attribute.DEPLOYMENT, one.deployment()), one.status())
                    .set(Attribute.ERROR, one.error())
                    .build());
    private final Remembered<Sent> sent = new Remembered<>(one -> withStatus(
                    facts().set(Attribute.METHOD, one.method())
                            .set(Attribute.SERVER, one.server().host())
                            .set(Attribute.PORT, one.server().port()),
                    one.status())
            .set(Attribute.ERROR, one.error())
            .build());

    private record Served(String method, String route, int status, Optional<String> error) {}

    private record End(RouteClass routeClass, Outcome outcome) {}

    private record Refused(RouteClass routeClass, RetryRefusal why) {}

    private record Tried(String deployment, int status, Optional<String> error) {}

    private record Sent(String method, Origin server, int status, Optional<String> error) {}

    /** Counts with these instruments. */
    public CallMetrics(Instruments instruments) {
        conventions = instruments.conventions();
        models = new ModelMetrics(instruments);
        served = instruments.histogram(Metric.SERVER_DURATION);
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
        RouteClass routeClass = call.route().routeClass();
        served.record(
                Seconds.of(call.duration()),
                answers.of(new Served(
                        HttpNames.method(call.route().method()),
                        routes.of(call.route().template(), call.status() < FIRST_FAILURE),
                        call.status(),
                        call.errorType())));
        calls.add(1, ends.of(new End(routeClass, call.outcome())));
        overhead.record(Seconds.of(overheadOf(call)), classes.of(routeClass));
        call.retryRefused().ifPresent(why -> refused.add(1, refusals.of(new Refused(routeClass, why))));
        countAttempts(call);
        models.record(call);
    }

    /** The time to the answer's head in which no upstream was waited for. */
    private static Duration overheadOf(Completed call) {
        Duration own = call.firstByte();
        for (AttemptFacts attempt : call.attempts()) {
            own = own.minus(attempt.firstByte());
        }
        return own;
    }

    private void countAttempts(Completed call) {
        List<AttemptFacts> tried = call.attempts();
        for (int i = 0; i < tried.size(); i++) {
            AttemptFacts attempt = tried.get(i);
            AttemptView view = new AttemptView(call, attempt);
            Optional<String> error = view.errorType();
            attempts.add(1, tries.of(new Tried(attempt.deployment(), attempt.status(), error)));
            if (i > 0 && !attempt.group().equals(tried.get(i - 1).group())) {
                fallbacks.add(1, deployments.of(attempt.deployment()));
            }
            if (attempt.server().isPresent()) {
                clientDuration.record(
                        Seconds.of(view.took()),
                        sent.of(new Sent(
                                HttpNames.method(call.route().method()),
                                attempt.server().get(),
                                attempt.status(),
                                error)));
            }
        }
    }

    private static Facts withStatus(Facts facts, int status) {
        return status > 0 ? facts.set(Attribute.STATUS, status) : facts;
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
