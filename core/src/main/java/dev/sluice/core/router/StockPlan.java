package dev.sluice.core.router;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Gives out members of one group: the lowest order first, within an order as the strategy chooses. */
final class StockPlan implements Plan {
    private final Catalog.Match match;
    private final List<Member> members;
    private final Chooser chooser;
    private final Set<String> tried = new HashSet<>();
    private final Set<String> excluded = new HashSet<>();

    /**
     * A plan over those members of the group.
     *
     * @param members at least one
     */
    StockPlan(Catalog.Match match, List<Member> members, Chooser chooser) {
        this.match = match;
        this.members = members;
        this.chooser = chooser;
    }

    @Override
    public Optional<String> group() {
        return Optional.of(match.name()).filter(name -> !name.isEmpty());
    }

    @Override
    public Optional<Deployment> next() {
        Optional<Deployment> taken = take(id -> !tried.contains(id)).or(() -> take(tried::contains));
        taken.ifPresent(deployment -> tried.add(deployment.id()));
        return taken.map(match::concrete);
    }

    private Optional<Deployment> take(Predicate<String> wanted) {
        return chooser.take(allowed().stream()
                        .filter(member -> wanted.test(member.deployment().id()))
                        .toList())
                .map(Member::deployment);
    }

    @Override
    public void exclude(Deployment deployment) {
        excluded.add(deployment.id());
    }

    @Override
    public GatewayException exhausted() {
        List<Member> allowed = allowed();
        return Exhaustion.of(match.name(), allowed.size(), chooser.waits(allowed));
    }

    private List<Member> allowed() {
        List<Member> allowed = new ArrayList<>(members);
        allowed.removeIf(member -> excluded.contains(member.deployment().id()));
        return allowed;
    }
}
