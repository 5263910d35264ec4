package dev.sluice.core.router;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.price.Prices;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.AttemptOutcome;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.DeploymentStatus;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Plan;
import dev.sluice.core.routing.RouteQuery;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.spi.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the deployments that may serve a call: those of its model group, on the account of its objects where these have
 * one, else that account itself or the default upstream. Learns from what is reported which of them fail, are slow or
 * used up. Thread-safe; choosing takes no lock.
 */
public final class StockRouter implements Router {
    private static final int LONGEST_NAME = 100;

    private final List<Deployment> deployments;
    private final Catalog catalog;
    private final Accounts accounts;
    private final Optional<Group> defaultUpstream;
    private final Map<String, Group> ofAccounts = new HashMap<>();
    private final Map<String, Group> byDeployment = new HashMap<>();
    private final Cooldowns cooldowns;
    private final Chooser chooser;

    /**
     * A router over these deployments, each with an id of its own.
     *
     * @param defaultUpstream where a call goes that concerns none of their groups and accounts
     * @param accounts the accounts of all of them
     * @param prices of a deployment, for those who choose by them
     * @param random thread-safe
     * @param nanos a monotonic time in nanoseconds
     */
    public StockRouter(
            List<Deployment> deployments,
            Optional<Deployment> defaultUpstream,
            Accounts accounts,
            RouterSettings settings,
            Function<Deployment, Prices> prices,
            RandomGenerator random,
            LongSupplier nanos) {
        this.deployments = List.copyOf(deployments);
        this.catalog = new Catalog(this.deployments, settings);
        this.accounts = accounts;
        this.cooldowns = new Cooldowns(settings);
        this.chooser = new Chooser(Strategy.of(settings, prices), random, nanos);
        this.catalog
                .groups()
                .forEach(group -> group.members()
                        .forEach(member -> byDeployment.put(member.deployment().id(), group)));
        this.defaultUpstream = defaultUpstream.map(this::alone);
        accounts.keepingObjects()
                .forEach(id -> accounts.itself(id).ifPresent(itself -> ofAccounts.put(id, alone(itself))));
    }

    private Group alone(Deployment deployment) {
        return byDeployment.computeIfAbsent(deployment.id(), id -> Group.alone(deployment));
    }

    @Override
    public Plan plan(RouteQuery query) {
        @Nullable String model = query.model();
        Optional<Catalog.Match> match = model == null ? Optional.empty() : catalog.find(model);
        if (match.isPresent()) {
            return ofGroup(match.get(), query);
        }
        if (model != null && query.binding()) {
            throw unknown(model);
        }
        return itself(query).or(() -> defaultUpstream.map(this::all)).orElseThrow(() -> unknown(model));
    }

    /** The group's deployments where the call's objects live; elsewhere in the group only what must be this group's. */
    private Plan ofGroup(Catalog.Match match, RouteQuery query) {
        @Nullable String home = query.home();
        if (home == null) {
            return new StockPlan(match, match.group().members(), chooser);
        }
        List<Member> there =
                match.group().members(deployment -> accounts.of(deployment).equals(home));
        if (!there.isEmpty()) {
            return new StockPlan(match, there, chooser);
        }
        return (query.binding() ? Optional.<Plan>empty() : itself(query))
                .orElseGet(() -> new StockPlan(match, match.group().members(), chooser));
    }

    private Optional<Plan> itself(RouteQuery query) {
        return Optional.ofNullable(query.home()).map(ofAccounts::get).map(this::all);
    }

    private Plan all(Group group) {
        return new StockPlan(new Catalog.Match(group, group.name(), List.of()), group.members(), chooser);
    }

    private GatewayException unknown(@Nullable String model) {
        return model == null
                ? GatewayException.notSent(
                        ErrorKind.NO_UPSTREAM,
                        "This call names no model and no default upstream is configured. Set OPENAI_API_KEY for the"
                                + " gateway, or name a model in the body or by the header X-LiteLLM-Target-Model ("
                                + catalog.known() + ").")
                : new GatewayException(
                        ErrorKind.MODEL_NOT_FOUND,
                        Reach.NOT_SENT,
                        "The model '" + shortened(model) + "' does not exist; " + catalog.known() + ".",
                        "model");
    }

    private static String shortened(String model) {
        return model.length() <= LONGEST_NAME ? model : model.substring(0, LONGEST_NAME) + "…";
    }

    @Override
    public void report(AttemptOutcome outcome) {
        String id = outcome.deployment().id();
        @Nullable Group group = byDeployment.get(id);
        if (group != null) {
            long now = chooser.nanos().getAsLong();
            Member member = group.member(id);
            Optional<FailureClass> blame = cooldowns.blame(outcome, group);
            member.note(outcome, blame, now);
            cooldowns.judge(group, member, outcome, blame, now);
        }
    }

    @Override
    public void finished(Deployment deployment, long tokens) {
        @Nullable Group group = byDeployment.get(deployment.id());
        if (group != null) {
            group.member(deployment.id()).finished(chooser.nanos().getAsLong(), tokens);
        }
    }

    @Override
    public boolean serves(String model) {
        return catalog.find(model).isPresent();
    }

    @Override
    public List<Deployment> deployments() {
        return deployments;
    }

    /** How every deployment stands, group by group; without the default upstream. */
    public List<DeploymentStatus> statuses() {
        long now = chooser.nanos().getAsLong();
        return catalog.groups().stream()
                .flatMap(group -> group.members().stream())
                .map(member -> member.status(now))
                .toList();
    }
}
