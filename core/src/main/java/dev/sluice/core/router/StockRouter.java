package dev.sluice.core.router;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.spi.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the deployments of a model group, and the default upstream for everything else. Within a group, deployments of
 * the lowest {@code order} come first, and are drawn by weight. Immutable, thread-safe.
 */
public final class StockRouter implements Router {
    private final List<Deployment> deployments;
    private final Map<String, List<Deployment>> groups = new LinkedHashMap<>();
    private final Map<String, String> aliases;
    private final Optional<Deployment> defaultUpstream;
    private final RandomGenerator random;

    /**
     * A router over these deployments.
     *
     * @param defaultUpstream where a call goes that names none of their groups
     * @param random draws by weight; thread-safe
     */
    public StockRouter(
            List<Deployment> deployments,
            Optional<Deployment> defaultUpstream,
            RouterSettings settings,
            RandomGenerator random) {
        this.deployments = List.copyOf(deployments);
        this.aliases = settings.aliases();
        this.defaultUpstream = defaultUpstream;
        this.random = random;
        deployments.forEach(deployment -> groups.computeIfAbsent(deployment.group(), group -> new ArrayList<>())
                .add(deployment));
    }

    @Override
    public Plan plan(RouteQuery query) {
        List<Deployment> members = members(query.model());
        if (members != null) {
            return new WeightedPlan(members, random);
        }
        return new WeightedPlan(List.of(defaultUpstream.orElseThrow(() -> unknown(query.model()))), random);
    }

    private @Nullable List<Deployment> members(@Nullable String model) {
        return model == null ? null : groups.get(aliases.getOrDefault(model, model));
    }

    private GatewayException unknown(@Nullable String model) {
        String known = groups.isEmpty() ? "none is configured" : "known models: " + String.join(", ", groups.keySet());
        return model == null
                ? GatewayException.notSent(
                        ErrorKind.NO_UPSTREAM,
                        "This call names no model and no default upstream is configured. Set OPENAI_API_KEY for the"
                                + " gateway, or name a model (" + known + ").")
                : new GatewayException(
                        ErrorKind.MODEL_NOT_FOUND,
                        Reach.NOT_SENT,
                        "The model '" + model + "' does not exist; " + known + ".",
                        "model");
    }

    @Override
    public void report(AttemptOutcome outcome) {
        // Weights do not learn.
    }

    @Override
    public void finished(Deployment deployment, long tokens) {
        // Weights do not learn.
    }

    @Override
    public boolean serves(String model) {
        return members(model) != null;
    }

    @Override
    public List<Deployment> deployments() {
        return deployments;
    }
}
