package dev.sluice.core.passthrough;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.Json;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.routing.DeploymentStatus.Health;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How the deployments are, as an answer to {@code GET /health}. Nothing is asked of any upstream: it tells what calls have
 * found out. Thread-safe.
 *
 * @param statuses how every deployment stands
 * @param clock the time of day
 */
public record HealthReport(Supplier<List<DeploymentStatus>> statuses, Clock clock) {
    /** Of a gateway without deployments. */
    public static final HealthReport EMPTY = new HealthReport(List::of, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    /** The report on one group, or on all of them. */
    public HttpReply reply(Optional<String> group) {
        List<DeploymentStatus> asked = statuses.get().stream()
                .filter(status -> group.map(status.deployment().group()::equals).orElse(true))
                .toList();
        String healthy = list(asked, true);
        String unhealthy = list(asked, false);
        long resting = asked.stream().filter(status -> !isWell(status)).count();
        String json = "{\"healthy_endpoints\":" + healthy + ",\"unhealthy_endpoints\":" + unhealthy
                + ",\"healthy_count\":" + (asked.size() - resting) + ",\"unhealthy_count\":" + resting + "}";
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new HttpReply(
                200,
                Headers.of("Content-Type", "application/json", "Content-Length", Integer.toString(body.length)),
                Body.Bytes.of(body));
    }

    private static boolean isWell(DeploymentStatus status) {
        return status.health() == Health.HEALTHY;
    }

    private String list(List<DeploymentStatus> all, boolean well) {
        return all.stream()
                .filter(status -> isWell(status) == well)
                .map(this::endpoint)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String endpoint(DeploymentStatus status) {
        Deployment deployment = status.deployment();
        StringBuilder json = new StringBuilder("{\"model\":")
                .append(Json.quote(deployment.group()))
                .append(",\"model_id\":")
                .append(Json.quote(deployment.id()))
                .append(",\"custom_llm_provider\":")
                .append(Json.quote(deployment.provider()))
                .append(",\"state\":")
                .append(Json.quote(status.health().name().toLowerCase(Locale.ROOT)))
                .append(",\"last_outcome\":")
                .append(status.last().map(HealthReport::outcome).orElse("null"))
                .append(",\"cooldown_until\":")
                .append(status.availableIn()
                        .map(rest -> Json.quote(clock.instant().plus(rest).toString()))
                        .orElse("null"))
                .append(",\"latency_ms\":")
                .append(status.latency().map(HealthReport::millis).orElse("null"))
                .append(",\"in_flight\":")
                .append(status.inFlight());
        return json.append('}').toString();
    }

    private static String outcome(AttemptOutcome last) {
        return Json.quote(last.failure()
                .map(failure -> failure.name().toLowerCase(Locale.ROOT))
                .orElse("success"));
    }

    private static String millis(Duration latency) {
        return BigDecimal.valueOf(latency.toNanos() / 1000, 3).toPlainString();
    }
}
