package dev.sluice.logging.otel.observe;

import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.routing.DeploymentStatus.Health;
import dev.sluice.core.vitals.Vitals;
import dev.sluice.logging.otel.names.Attribute;
import dev.sluice.logging.otel.names.Facts;
import dev.sluice.logging.otel.names.Metric;
import dev.sluice.logging.otel.record.Instruments;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Deployments, connections, memory of bodies and the search for ids. */
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
    }

    private Consumer<ObservableLongMeasurement> perDeployment(ToLongFunction<DeploymentStatus> figure) {
        return to -> {
            for (DeploymentStatus status : vitals.deployments()) {
                to.record(figure.applyAsLong(status), facts(status).build());
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
