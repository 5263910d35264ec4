package dev.sluice.logging.otel.observe;

import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.routing.DeploymentStatus.Health;
import dev.sluice.core.vitals.SinkQueue;
import dev.sluice.core.vitals.Vitals;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.Metric;
import dev.sluice.logging.otel.record.Instruments;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Deployments, connections, memory of bodies, the search for ids, and what sinks have yet to tell. */
public final class GatewayMetrics {
    private final Vitals vitals;
    private final Instruments instruments;

    private GatewayMetrics(Vitals vitals, Instruments instruments) {
        this.vitals = vitals;
        this.instruments = instruments;
    }

    /** Has these instruments report what the gateway tells of itself. */
    public static void observe(Vitals vitals, Instruments instruments) {
        GatewayMetrics metrics = new GatewayMetrics(vitals, instruments);
        instruments.observe(Metric.DEPLOYMENT_STATE, metrics::states);
        instruments.observe(
                Metric.DEPLOYMENT_REST,
                metrics.perDeployment(
                        status -> status.availableIn().map(Duration::toSeconds).orElse(0L)));
        instruments.observe(Metric.DEPLOYMENT_IN_FLIGHT, metrics.perDeployment(DeploymentStatus::inFlight));
        instruments.observe(Metric.COOLDOWNS, metrics.perDeployment(DeploymentStatus::rests));
        instruments.observe(Metric.PROBES, to -> to.record(vitals.probes()));
        instruments.observe(
                Metric.POOL_CONNECTIONS, to -> to.record(vitals.pool().connections()));
        instruments.observe(Metric.POOL_BUSY, to -> to.record(vitals.pool().busy()));
        instruments.observe(Metric.POOL_WAITING, to -> to.record(vitals.pool().waiting()));
        instruments.observe(Metric.REPLAY, to -> to.record(vitals.replayBytes()));
        instruments.observe(Metric.QUEUE, metrics.perQueue(SinkQueue::waiting));
        instruments.observe(Metric.DROPPED, metrics.perQueue(SinkQueue::dropped));
    }

    private Consumer<ObservableLongMeasurement> perDeployment(ToLongFunction<DeploymentStatus> figure) {
        return to -> {
            for (DeploymentStatus status : vitals.deployments()) {
                to.record(figure.applyAsLong(status), facts(status).build());
            }
        };
    }

    private Consumer<ObservableLongMeasurement> perQueue(Function<SinkQueue, LongSupplier> figure) {
        return to -> {
            for (SinkQueue queue : vitals.queues()) {
                to.record(
                        figure.apply(queue).getAsLong(),
                        new Facts(instruments.conventions())
                                .set(Attribute.SINK, queue.sink())
                                .set(Attribute.SIGNAL, queue.signal())
                                .build());
            }
        };
    }

    private void states(ObservableLongMeasurement to) {
        for (DeploymentStatus status : vitals.deployments()) {
            for (Health health : Health.values()) {
                to.record(
                        status.health() == health ? 1 : 0,
                        facts(status)
                                .set(Attribute.DEPLOYMENT_STATE, health.name().toLowerCase(Locale.ROOT))
                                .build());
            }
        }
    }

    private Facts facts(DeploymentStatus status) {
        return new Facts(instruments.conventions())
                .set(Attribute.DEPLOYMENT, status.deployment().id());
    }
}
